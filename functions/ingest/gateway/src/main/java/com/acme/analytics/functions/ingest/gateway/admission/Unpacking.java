package com.acme.analytics.functions.ingest.gateway.admission;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many compressed bodies are worked on at once: each may turn out to be as large as a
 * body may get, however small it came in. Unlike at the door, a short wait is worth it here, since
 * the body is in already.
 */
public final class Unpacking {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore places;

  /** A bound of {@code places} bodies at once, > 0. */
  public Unpacking(int places) {
    if (places <= 0) {
      throw new IllegalArgumentException("places: %d (expected: > 0)".formatted(places));
    }
    this.places = new Semaphore(places, true);
  }

  /**
   * Does the work in one of the places; blocks for up to a second.
   *
   * @throws ProblemException {@link ErrorCode#OVERLOADED} where none becomes free
   */
  public <T> T inPlace(Supplier<T> work) {
    if (!entered()) {
      throw new ProblemException(
          new Problem(ErrorCode.OVERLOADED, "too many compressed bodies are under way"));
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private boolean entered() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
