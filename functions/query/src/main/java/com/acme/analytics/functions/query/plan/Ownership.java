package com.acme.analytics.functions.query.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Since when each tier answers for what it holds. It is less than what the tier keeps: data expires
 * while a query runs, and by the part or segment, not by the event.
 *
 * @param hotRetention how long the hot tier keeps an event
 * @param warmRetention how long the warm tier does, longer than the hot one
 */
public record Ownership(Duration hotRetention, Duration warmRetention) {
  private static final Duration MARGIN = Duration.ofHours(1);

  /** As Amazon S3 keeps the lake: seven years, by the day. */
  private static final Duration LAKE_RETENTION = Duration.ofDays(7 * 365);

  public Ownership {
    if (hotRetention.compareTo(MARGIN.multipliedBy(2)) < 0
        || warmRetention.compareTo(hotRetention) <= 0) {
      throw new IllegalArgumentException(
          "retention: hot %s, warm %s (expected: two hours or more, and more than that)"
              .formatted(hotRetention, warmRetention));
    }
  }

  /** How far back the hot tier answers alone. */
  public Duration hot() {
    return hotRetention.minus(MARGIN);
  }

  /** A whole minute. */
  Instant hotFrom(Instant now) {
    return now.minus(hot()).truncatedTo(ChronoUnit.MINUTES);
  }

  Instant warmFrom(Instant now) {
    return now.minus(warmRetention).plus(MARGIN);
  }

  Instant lakeFrom(Instant now) {
    return now.minus(LAKE_RETENTION);
  }
}
