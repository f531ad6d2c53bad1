package com.acme.analytics.functions.ingest.limits;

/**
 * How many seconds of demand a lease is for, beyond what is needed at once. From a full bucket,
 * half of the second that a lease lives, for demand varies. Tokens that expire unused are lost,
 * which matters where they are scarce: from a bucket that is less full fewer are leased ahead, and
 * from one almost empty as many as have lately been used up in time.
 */
final class Foresight {
  private static final double MOST_SECONDS = 0.5;
  private static final double LEAST_SECONDS = 1.0 / 32;
  private static final double MOST_WHEN_SCARCE = MOST_SECONDS / 2;
  private static final double GROWTH = 1.2;

  private double secondsWhenScarce = 2 * LEAST_SECONDS;

  /**
   * Learns from a lease that ended. One without tokens ahead teaches nothing.
   *
   * @param ahead tokens that were leased ahead
   * @param unused tokens of those that expire
   */
  void learn(long ahead, long unused) {
    if (unused > 0) {
      secondsWhenScarce = Math.max(LEAST_SECONDS, secondsWhenScarce / 2);
    } else if (ahead > 0) {
      secondsWhenScarce = Math.min(MOST_WHEN_SCARCE, secondsWhenScarce * GROWTH);
    }
  }

  /**
   * Seconds of demand to lease ahead.
   *
   * @param fullness of the bucket, 0 to 1
   */
  double seconds(double fullness) {
    return Math.max(MOST_SECONDS * fullness, secondsWhenScarce);
  }
}
