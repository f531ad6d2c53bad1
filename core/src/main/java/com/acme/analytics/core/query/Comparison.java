package com.acme.analytics.core.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long before a query's own range the period begins that it is compared with. */
public enum Comparison {
  /** The range of the same length just before. */
  PREVIOUS,
  /** The same range a day of 24 hours before. */
  PREVIOUS_DAY,
  /** The same range seven such days before. */
  PREVIOUS_WEEK;

  /** What a measure's column ends with that is of the period before. */
  static final String SUFFIX = "@previous";

  /**
   * The comparison of this name.
   *
   * @param field the part of the query it stands in, for the refusal
   * @throws com.acme.analytics.core.problem.ProblemException when there is none
   */
  static Comparison named(String code, String field) {
    return Arrays.stream(values())
        .filter(comparison -> comparison.code().equals(code))
        .findFirst()
        .orElseThrow(() -> InvalidQuery.of(field, code, "previous, previous_day or previous_week"));
  }

  /** Its name in a query, for example {@code previous_day}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How far the period lies before a range. With a granularity it is whole buckets, so that those
   * of both periods lie upon each other.
   */
  public Duration offset(TimeRange range, Optional<Granularity> granularity) {
    return switch (this) {
      case PREVIOUS -> {
        Duration length = Duration.between(range.from(), range.to());
        yield granularity.map(every -> roundedUp(length, every.length())).orElse(length);
      }
      case PREVIOUS_DAY -> Duration.ofDays(1);
      case PREVIOUS_WEEK -> Duration.ofDays(7);
    };
  }

  private static Duration roundedUp(Duration length, Duration bucket) {
    long whole = length.dividedBy(bucket);
    Duration rounded = bucket.multipliedBy(whole);
    return rounded.equals(length) ? length : rounded.plus(bucket);
  }
}
