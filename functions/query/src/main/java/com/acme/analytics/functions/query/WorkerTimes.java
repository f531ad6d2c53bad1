package com.acme.analytics.functions.query;

import java.time.Duration;

/**
 * When a worker does what.
 *
 * @param heartbeat how often it looks whether the job is still its own, and says that it is alive:
 *     the longest that a cancelled query runs on
 * @param lease how long the job is its own after a heartbeat: the longest that the job of a worker
 *     which died waits
 * @param pause after a failure that may pass, until the job is begun again
 */
record WorkerTimes(Duration heartbeat, Duration lease, Duration pause) {
  static final WorkerTimes STANDARD =
      new WorkerTimes(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));
}
