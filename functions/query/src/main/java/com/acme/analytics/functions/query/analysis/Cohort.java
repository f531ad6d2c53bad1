package com.acme.analytics.functions.query.analysis;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The users who began in a period.
 *
 * @param value of the dimension; null of users without one, and where there is no dimension
 * @param from when the period begins
 * @param users how many distinct ones
 * @param cells how many of them returned: in the same period, in the next, up to the last
 */
public record Cohort(String value, Instant from, long users, List<Cell> cells) {
  public Cohort {
    cells = List.copyOf(cells);
  }

  /**
   * Those who returned in a period.
   *
   * @param relativeError one standard error, relative to the users; 0 for an exact count, empty
   *     where too few users are left in the sketch to say
   */
  public record Cell(long users, OptionalDouble relativeError) {}
}
