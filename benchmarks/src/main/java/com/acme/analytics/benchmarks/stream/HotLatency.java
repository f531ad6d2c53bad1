package com.acme.analytics.benchmarks.stream;

import com.clickhouse.client.api.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after it was to be sent to Kafka an event is in the answer of a query of ClickHouse. A
 * few events of a steady load are looked for, by asking again and again: a latency is up to one
 * query and pause too long.
 */
final class HotLatency {
  private static final String CUSTOMER = "probe";

  /** From one event that is looked for to the next. */
  private static final Duration DISTANCE = Duration.ofMillis(20);

  /** Between two queries, so that they leave the processors to what is measured. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** After the last event. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

  private final AcceptedTopic topic;
  private final Client clickHouse;

  HotLatency(AcceptedTopic topic, Client clickHouse) {
    this.topic = topic;
    this.clickHouse = clickHouse;
  }

  /**
   * Latencies in microseconds. What is sent in the first quarter of the time only settles the job.
   *
   * @param rate events a second
   */
  Histogram measure(double rate, Duration time) {
    Schedule schedule =
        new Schedule(System.nanoTime(), Instant.now(), (int) time.dividedBy(DISTANCE));
    try (var executor = Executors.newSingleThreadExecutor()) {
      CompletableFuture<Histogram> seen =
          CompletableFuture.supplyAsync(() -> awaitAll(schedule), executor);
      send(schedule, rate);
      return seen.join();
    }
  }

  private void send(Schedule schedule, double rate) {
    long sent = 0;
    for (int probe = 0; probe < schedule.probes(); probe++) {
      long due = schedule.dueNanos(probe);
      // Events before it, spread evenly over the time from the probe before.
      long until = (long) (rate * (probe + 1) * DISTANCE.toNanos() / 1e9);
      for (; sent < until; sent++) {
        await(schedule.startNanos() + (long) (sent * 1e9 / rate));
        topic.sendNext(Instant.now());
      }
      await(due);
      topic.sendProbe(CUSTOMER, Integer.toString(probe), schedule.dueTime(probe));
    }
  }

  private Histogram awaitAll(Schedule schedule) {
    Histogram latencies = new Histogram(HIGHEST_MICROS, 3);
    BitSet seen = new BitSet();
    while (seen.cardinality() < schedule.probes()) {
      int oldest = seen.nextClearBit(0);
      for (int probe : visible(schedule.dueTime(oldest))) {
        if (!seen.get(probe)) {
          seen.set(probe);
          if (probe >= schedule.probes() / 4) {
            long micros = (System.nanoTime() - schedule.dueNanos(probe)) / 1_000;
            latencies.recordValue(Math.clamp(micros, 0, HIGHEST_MICROS));
          }
        }
      }
      if (System.nanoTime() - schedule.dueNanos(schedule.probes()) > LIMIT.toNanos()) {
        throw new IllegalStateException(
            "events in ClickHouse after %s: %d (expected: %d)"
                .formatted(LIMIT, seen.cardinality(), schedule.probes()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return latencies;
  }

  private int[] visible(Instant from) {
    String sql =
        "SELECT DISTINCT user_id AS probe FROM acme.events WHERE customer_id = '%s'"
            + " AND timestamp >= fromUnixTimestamp64Milli(%d)";
    return clickHouse.queryAll(sql.formatted(CUSTOMER, from.toEpochMilli())).stream()
        .mapToInt(row -> Integer.parseInt(row.getString(1)))
        .toArray();
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** When the events that are looked for are to be sent. */
  private record Schedule(long startNanos, Instant start, int probes) {
    /** A distance after the start, as all that comes before it takes time. */
    long dueNanos(int probe) {
      return startNanos + (probe + 1) * DISTANCE.toNanos();
    }

    Instant dueTime(int probe) {
      return start.plus(DISTANCE.multipliedBy(probe + 1L));
    }
  }
}
