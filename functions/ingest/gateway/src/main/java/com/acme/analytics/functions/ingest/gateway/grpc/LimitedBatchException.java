package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.ingest.limits.Grant;
import java.time.Duration;

/** A batch of which the rate limit let nothing in. */
final class LimitedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Grant grant;

  LimitedBatchException(Grant grant) {
    super("rate limited");
    this.grant = grant;
  }

  Problem problem() {
    return new Problem(
        ErrorCode.RATE_LIMITED,
        "events: %d (expected: at most %d a second, and %d at once)"
            .formatted(grant.requested(), grant.limit().eventsPerSecond(), grant.limit().burst()));
  }

  Duration retryAfter() {
    return grant.retryAfter();
  }
}
