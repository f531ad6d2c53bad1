package com.acme.analytics.core.problem;

import java.util.Objects;

/** Carries a {@link Problem} to the one place that answers it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  public ProblemException(Problem problem, Throwable cause) {
    super(
        Objects.requireNonNull(problem, "problem").code().code() + ": " + problem.detail(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
