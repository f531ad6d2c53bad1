package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.RateLimit;
import java.time.Duration;

/**
 * What a limiter answered.
 *
 * @param requested events asked for
 * @param granted events that may be accepted, 0 to {@code requested}; the others are refused
 * @param remaining events that were left for the credential when last heard of, a hint
 * @param retryAfter when the events refused may be sent, or a single one where they are more than
 *     can ever be granted together; zero when none was refused
 * @param limit of the credential
 */
public record Grant(
    int requested, int granted, long remaining, Duration retryAfter, RateLimit limit) {
  /** How many events are refused. */
  public int refused() {
    return requested - granted;
  }
}
