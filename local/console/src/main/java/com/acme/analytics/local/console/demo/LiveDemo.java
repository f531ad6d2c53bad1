package com.acme.analytics.local.console.demo;

import com.acme.analytics.local.console.client.EventDelivery;
import com.acme.analytics.local.console.client.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Events sent as they happen, at a steady rate. */
final class LiveDemo {
  /** Often enough for a chart that moves each second. */
  private static final int FLUSHES_A_SECOND = 4;

  private final Seed seed;
  private final int visitors;
  private final int rate;
  private final Optional<Duration> length;
  private final Clock clock;
  private final Pace pace;

  /**
   * A demo.
   *
   * @param rate events a second, from 1
   * @param length how long to send; empty for until stopped
   */
  LiveDemo(Seed seed, int visitors, int rate, Optional<Duration> length, Clock clock, Pace pace) {
    this.seed = seed;
    this.visitors = visitors;
    this.rate = rate;
    this.length = length;
    this.clock = clock;
    this.pace = pace;
  }

  /** Sends until the time is over or a stop is wished, and then writes the truth. */
  void send(EventDelivery delivery, Optional<TruthFile> truthFile, BooleanSupplier stopWished)
      throws InterruptedException {
    LiveTraffic traffic = new LiveTraffic(seed, visitors);
    DemoEventWriter writer = new DemoEventWriter();
    Truth truth = new Truth();
    Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long startNanos = pace.nanos();
    Instant time = start;
    while (!stopWished.getAsBoolean()) {
      // Each event has its place on a grid, so that delays don't add up.
      Duration sinceStart = Duration.ofMillis(truth.events() * 1000 / rate);
      if (length.isPresent() && sinceStart.compareTo(length.get()) >= 0) {
        break;
      }
      pace.pause(sinceStart.minusNanos(pace.nanos() - startNanos));
      time = start.plus(sinceStart);
      DemoEvent event = traffic.at(time);
      truth.add(event);
      delivery.add(writer.write(event));
      if (truth.events() % Math.max(1, rate / FLUSHES_A_SECOND) == 0) {
        delivery.flush();
      }
    }
    delivery.finish();
    if (truthFile.isPresent()) {
      truthFile.get().write(seed, start, time, truth, truth.events(), List.of());
    }
  }
}
