package com.acme.analytics.core.tenant;

/**
 * Over how many Kafka keys a customer's users are spread. A user stays in one bucket as long as the
 * version stays; a change of the count is a new version, so that readers can tell old keys from new
 * ones.
 *
 * @param version from 1, one more at each change of the count
 * @param count 1 to 65,536
 */
public record KeyBuckets(int version, int count) {
  /** Many times the partitions of a large topic, so that hashing spreads them evenly. */
  public static final KeyBuckets STANDARD = new KeyBuckets(1, 4_096);

  /** The largest count. */
  public static final int MOST = 65_536;

  public KeyBuckets {
    if (version < 1) {
      throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
    }
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count: " + count + " (expected: 1 to " + MOST + ")");
    }
  }
}
