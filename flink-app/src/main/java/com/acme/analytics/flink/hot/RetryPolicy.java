package com.acme.analytics.flink.hot;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a failed insert is repeated. It is never given up: its rows are in each checkpoint, so that
 * restarting the job would gain nothing, and would stop the other sinks.
 *
 * @param firstPause before the first repeat; doubles up to lastPause
 * @param lastPause how late a returning store is noticed, at most
 * @param reconnectAfter after so long without a stored row the connection is opened anew, with
 *     credentials read anew: they may have been rotated
 */
public record RetryPolicy(Duration firstPause, Duration lastPause, Duration reconnectAfter)
    implements Serializable {
  static final RetryPolicy STANDARD =
      new RetryPolicy(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMinutes(1));
}
