package com.acme.analytics.functions.query.funnel;

import com.acme.analytics.core.histogram.Histogram;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one step came to.
 *
 * @param members how many members of the cohorts reached it
 * @param users how many distinct users they are
 * @param toNext how long those that reached the next step took for it, ms
 */
public record StepFigures(long members, UserSketch users, Histogram toNext) {
  /** Of a step that nobody reached. */
  public static final StepFigures NONE = new StepFigures(0, new UserSketch(0, 0), new Histogram());

  /**
   * The lower median of the times to the next step, ms, off by 1 % and half a millisecond at most;
   * empty when nobody reached it.
   */
  public OptionalLong medianMillisToNext() {
    OptionalDouble median = toNext.percentile(50);
    return median.isPresent()
        ? OptionalLong.of(Math.round(median.getAsDouble()))
        : OptionalLong.empty();
  }
}
