package com.acme.analytics.core.json;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.Objects;

/**
 * Words the refusals of one kind of document: the value found and what was expected.
 *
 * @param code of all of them
 * @param subject the document as a whole, such as {@code the funnel}
 */
public record Refusals(ErrorCode code, String subject) {
  /** A refusal quotes this much of a value. */
  private static final int QUOTED_CHARACTERS = 100;

  public Refusals {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(subject, "subject");
  }

  /**
   * A value is not as expected.
   *
   * @param pointer JSON pointer to the member, such as {@code /steps/0/event}
   * @param value what was found there
   */
  public ProblemException of(String pointer, Object value, String expected) {
    return worded(
        pointer,
        "%s: \"%s\" (expected: %s)"
            .formatted(name(pointer), shortened(String.valueOf(value)), expected));
  }

  /** The member is not there. */
  public ProblemException missing(String pointer, String expected) {
    return worded(pointer, "%s: missing (expected: %s)".formatted(name(pointer), expected));
  }

  /** What the part's own check has said, at the place where the part is. */
  public ProblemException at(String pointer, ProblemException refusal) {
    return worded(pointer + refusal.problem().pointer(), refusal.problem().detail());
  }

  /** A refusal in words of its own. */
  public ProblemException worded(String pointer, String detail) {
    return new ProblemException(new Problem(code, detail, pointer));
  }

  private String name(String pointer) {
    return pointer.isEmpty() ? subject : pointer.substring(1).replace('/', '.');
  }

  private static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= QUOTED_CHARACTERS
        ? value
        : value.substring(0, value.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
  }
}
