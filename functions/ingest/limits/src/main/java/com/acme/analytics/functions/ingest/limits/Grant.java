package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.RateLimit;
import java.time.Duration;

/**
 * An answer of an {@link EventLimiter}.
 *
 * @param requested events asked for
 * @param granted events that may go on, 0 to {@code requested}
 * @param remaining tokens left, as far as known here
 * @param retryAfter when the events that were not granted may be tried again; zero when all were
 * @param limit the credential's
 */
public record Grant(
    int requested, int granted, long remaining, Duration retryAfter, RateLimit limit) {}
