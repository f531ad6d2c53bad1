package com.acme.analytics.kinesis;

/** A request to Kinesis that gave nothing this time. */
public final class StreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Reason {
    /** More than the shard or the account may: later. */
    THROTTLED,
    /** The service or the way to it failed: later. */
    UNAVAILABLE,
    /** The iterator is too old: with a new one. */
    ITERATOR_EXPIRED,
    /** The stream has the shard no more: nothing. */
    SHARD_GONE
  }

  private final Reason reason;

  /** A failure and what it was that failed. */
  public StreamException(Reason reason, Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.reason = reason;
  }

  /** Why it failed. */
  public Reason reason() {
    return reason;
  }
}
