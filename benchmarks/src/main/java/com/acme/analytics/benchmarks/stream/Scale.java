package com.acme.analytics.benchmarks.stream;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param users of all customers together
 * @param events on the topic that the whole job reads
 * @param warmEvents of them before measuring begins
 * @param sourceRounds how often the bare source reads the topic; the last time counts
 * @param ids that de-duplication knows already
 * @param warm how long an operator alone runs before measuring begins
 * @param measure how long it is measured
 * @param steady how long the load at 70 % lasts
 * @param checkpointInterval of the whole job
 * @param everything whether all operators are measured, with both backends and by code that is
 *     compiled as it is in production; else a few of them, and the job with RocksDB
 */
record Scale(
    int users,
    int events,
    int warmEvents,
    int sourceRounds,
    int ids,
    Duration warm,
    Duration measure,
    Duration steady,
    Duration checkpointInterval,
    boolean everything) {
  /** From which figures are taken. The interval of checkpoints is production's. */
  static final Scale FULL =
      new Scale(
          200_000,
          900_000,
          500_000,
          3,
          1_000_000,
          Duration.ofSeconds(4),
          Duration.ofSeconds(3),
          Duration.ofSeconds(32),
          Duration.ofSeconds(10),
          /* everything= */ true);

  /** Shows that everything can be measured; its figures say little. */
  static final Scale QUICK =
      new Scale(
          10_000,
          6_000,
          2_000,
          1,
          50_000,
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          /* everything= */ false);
}
