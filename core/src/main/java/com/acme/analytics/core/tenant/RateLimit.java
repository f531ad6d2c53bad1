package com.acme.analytics.core.tenant;

/**
 * How many events a credential may send: over any t seconds at most {@code eventsPerSecond * t +
 * burst}.
 *
 * @param eventsPerSecond sustained rate, 1 to 10,000,000
 * @param burst events beyond the rate at once; at least twice the rate, because parts of the bucket
 *     are leased for a second
 */
public record RateLimit(long eventsPerSecond, long burst) {
  /** Holds for a key that says nothing else. */
  public static final RateLimit STANDARD = ofRate(10_000);

  private static final long MOST = 10_000_000;

  public RateLimit {
    if (eventsPerSecond < 1 || eventsPerSecond > MOST) {
      throw new IllegalArgumentException(
          "eventsPerSecond: " + eventsPerSecond + " (expected: 1 to " + MOST + ")");
    }
    if (burst < 2 * eventsPerSecond || burst > 100 * MOST) {
      throw new IllegalArgumentException(
          "burst: " + burst + " (expected: 2 x eventsPerSecond to " + 100 * MOST + ")");
    }
  }

  /** The limit with the smallest burst that goes with a rate. */
  public static RateLimit ofRate(long eventsPerSecond) {
    return new RateLimit(eventsPerSecond, 2 * eventsPerSecond);
  }
}
