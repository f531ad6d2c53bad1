package com.acme.analytics.functions.ingest.limits;

/**
 * A conditional update of a bucket. Which form it has is a guess; of the two conditions exactly one
 * holds for a bucket that has the tokens.
 *
 * @param form whether the bucket is thought to be full
 * @param now time of the request by the caller's clock, nanoseconds since 1970
 * @param cost time in which the rate makes the tokens, nanoseconds
 * @param latest where tat may be after the update, nanoseconds since 1970
 * @param expiresAt seconds since 1970 after which the bucket is surely full and may be forgotten
 */
public record LeaseRequest(Form form, long now, long cost, long latest, long expiresAt) {
  /** What is expected of the bucket. */
  public enum Form {
    /** {@code SET tat = now + cost IF tat is absent OR tat < now}. */
    FULL,
    /**
     * {@code SET tat = tat + cost IF tat >= now AND tat <= latest - cost}. It adds without naming
     * the value that it found, so others who take at the same time don't make it fail.
     */
    IN_USE
  }
}
