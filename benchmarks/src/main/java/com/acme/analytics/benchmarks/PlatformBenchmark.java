package com.acme.analytics.benchmarks;

import com.acme.analytics.integration.platform.AccessLog;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;

/**
 * The figures of a whole platform on one machine: how long it takes to start, what it weighs, how
 * fast a log is in, how soon an event is visible. It starts a platform of its own on fresh data.
 */
public final class PlatformBenchmark {
  private static final int PORT_BASE = 22_300;
  private static final double MIB = 1024 * 1024;
  private static final double MEMORY_LIMIT_MIB = 3 * 1024;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private PlatformBenchmark() {}

  /** Runs all of it and prints a line for each figure. */
  public static void main(String[] arguments) {
    Path home = AcmeCommand.checkout().resolve("benchmarks/target/acme");
    long started = System.nanoTime();
    try (Platform platform = Platform.start(home, PORT_BASE)) {
      print(
          new Figure(
              "up, from nothing to ready",
              secondsSince(started),
              START_LIMIT.toSeconds(),
              "s",
              "limit"));
      printReplay(platform);
      new FreshnessBenchmark(platform.newCustomer("bench-freshness"))
          .figures()
          .forEach(PlatformBenchmark::print);
      print(
          new Figure(
              "resident memory of all processes, loaded",
              residentMebibytes(platform),
              MEMORY_LIMIT_MIB,
              "MiB",
              "limit"));
    }
  }

  private static void printReplay(Platform platform) {
    AccessLog log = AccessLog.sharedOrDemo(platform);
    Client customer = platform.newCustomer("bench-replay");
    int events = log.requests().size();
    long started = System.nanoTime();
    platform.acme().run("replay", log.file().toString(), "--key", customer.key()).succeeded();
    double replayed = secondsSince(started);
    customer.awaitCount(events);
    double stored = secondsSince(started);
    print(
        new Figure(
            "replay of " + events + " events, stored after acknowledged",
            stored,
            replayed,
            "s",
            "acknowledged"));
  }

  private static double residentMebibytes(Platform platform) {
    return StreamSupport.stream(platform.status().get("processes").spliterator(), false)
            .mapToLong(process -> process.get("rss_bytes").asLong())
            .sum()
        / MIB;
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static void print(Figure figure) {
    System.out.println(figure);
  }
}
