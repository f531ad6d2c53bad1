package com.acme.analytics.functions.query.funnel;

import java.util.Map;

/**
 * What one step came to.
 *
 * @param members how many members of the cohorts reached it
 * @param users how many distinct users they are
 * @param toNext how long those that reached the next step took for it
 */
public record StepFigures(long members, UserSketch users, Durations toNext) {
  /** Of a step that nobody reached. */
  public static final StepFigures NONE =
      new StepFigures(0, new UserSketch(0, 0), new Durations(Map.of()));
}
