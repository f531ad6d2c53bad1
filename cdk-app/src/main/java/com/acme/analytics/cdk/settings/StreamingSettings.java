package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * The size of the streaming job.
 *
 * @param parallelism subtasks of each operator at first, and at least
 * @param mostParallelism up to how many it is scaled out by its lag; as many as at least when it is
 *     not scaled
 * @param parallelismPerKpu subtasks that share one unit of 1 CPU and 4 GiB
 * @param checkpointInterval from the start of one checkpoint to the start of the next
 * @param deduplicationHorizon how long an event id is remembered
 * @param upsertInterval how long a changed session or window of a minute waits at most until it is
 *     written again, in whole seconds; a window of five minutes waits for 3 such intervals, one of
 *     an hour for 12. Shorter than the 30 s after which an alert rule judges a window, unless it
 *     says otherwise: rules get what changes in each interval
 * @param historicalEventsPerSecond events that each subtask takes of a backfill at most, so that it
 *     leaves its CPU to live ones; 0 is no limit
 */
public record StreamingSettings(
    int parallelism,
    int mostParallelism,
    int parallelismPerKpu,
    Duration checkpointInterval,
    Duration deduplicationHorizon,
    Duration upsertInterval,
    int historicalEventsPerSecond) {
  public StreamingSettings {
    Expect.between("parallelism", parallelism, 1, 256);
    Expect.between("mostParallelism", mostParallelism, parallelism, 256);
    Expect.between("parallelismPerKpu", parallelismPerKpu, 1, 8);
    Expect.between(
        "checkpointInterval", checkpointInterval, Duration.ofSeconds(1), Duration.ofMinutes(10));
    Expect.between(
        "deduplicationHorizon", deduplicationHorizon, Duration.ofHours(1), Duration.ofDays(7));
    Expect.between("upsertInterval", upsertInterval, Duration.ofSeconds(1), Duration.ofSeconds(20));
    Expect.wholeSeconds("upsertInterval", upsertInterval);
    Expect.between("historicalEventsPerSecond", historicalEventsPerSecond, 0, 1_000_000);
  }

  /** Whether it grows and shrinks. */
  public boolean scaled() {
    return mostParallelism > parallelism;
  }
}
