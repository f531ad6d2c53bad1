package com.acme.analytics.functions.ingest.limits;

/**
 * A conditional update of a bucket. Which form it has is a guess; from the same time, exactly one
 * of the two conditions holds for a bucket that has the tokens.
 *
 * @param form whether the bucket is thought to be full
 * @param from what tat is at least taken for, nanoseconds since 1970: the time of the request by
 *     the caller's clock, or a little later
 * @param cost time in which the rate makes the tokens, nanoseconds
 * @param latest where tat may be after the update, nanoseconds since 1970
 * @param expiresAt seconds since 1970 after which the bucket is surely full and may be forgotten
 */
public record LeaseRequest(Form form, long from, long cost, long latest, long expiresAt) {
  /** What is expected of the bucket. */
  public enum Form {
    /** {@code SET tat = from + cost IF tat is absent OR tat < from}. */
    FULL,
    /**
     * {@code SET tat = tat + cost IF tat >= from AND tat <= latest - cost}. It adds without naming
     * the value that it found, so others who take at the same time don't make it fail.
     */
    IN_USE
  }
}
