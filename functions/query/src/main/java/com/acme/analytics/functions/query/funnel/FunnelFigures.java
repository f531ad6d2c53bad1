package com.acme.analytics.functions.query.funnel;

import java.util.List;

/**
 * What a funnel came to.
 *
 * @param total all members together, a figure for each step
 * @param rows the values of the breakdown, the one with most members first; empty without one
 * @param truncated whether there are more values than rows
 */
public record FunnelFigures(List<StepFigures> total, List<Row> rows, boolean truncated) {
  public FunnelFigures {
    total = List.copyOf(total);
    rows = List.copyOf(rows);
  }

  /**
   * One value of the breakdown.
   *
   * @param value empty for members whose first event has none
   */
  public record Row(String value, List<StepFigures> steps) {
    public Row {
      steps = List.copyOf(steps);
    }
  }

  /** Whether no number of users is an estimate. */
  public boolean isExact() {
    return exact(total) && rows.stream().allMatch(row -> exact(row.steps()));
  }

  private static boolean exact(List<StepFigures> steps) {
    return steps.stream().allMatch(step -> step.users().isExact());
  }
}
