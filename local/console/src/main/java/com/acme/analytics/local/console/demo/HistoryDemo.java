package com.acme.analytics.local.console.demo;

import com.acme.analytics.local.console.client.EventDelivery;
import com.acme.analytics.local.console.terminal.CommandFailure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A stretch of history, sent as fast as the API takes it or written as a log. */
final class HistoryDemo {
  private final Seed seed;
  private final int visitors;
  private final Instant from;
  private final Instant to;

  HistoryDemo(Seed seed, int visitors, Instant from, Instant to) {
    this.seed = seed;
    this.visitors = visitors;
    this.from = from;
    this.to = to;
  }

  /** Sends the history, awkward cases included, and then writes the truth. */
  void send(EventDelivery delivery, Optional<TruthFile> truthFile) throws InterruptedException {
    DemoEventWriter writer = new DemoEventWriter();
    Truth truth = new Truth();
    AwkwardVisits awkward = awkward();
    History history =
        new History(
            History.sources(seed, visitors, awkward, from, to), Visit::deliveries, truth::add);
    long sent = 0;
    for (Optional<Delivery> next = history.next(); next.isPresent(); next = history.next()) {
      delivery.add(writer.write(next.get().event()));
      sent++;
    }
    delivery.finish();
    if (truthFile.isPresent()) {
      truthFile.get().write(seed, from, to, truth, sent, awkward.cases());
    }
  }

  /**
   * Writes the page views as a log, each once and in the order of their times.
   *
   * @return how many lines
   * @throws CommandFailure when the file can't be written
   */
  long writeLog(Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      DemoLog log = new DemoLog(out);
      History history =
          new History(
              History.sources(seed, visitors, awkward(), from, to), History::once, made -> {});
      for (Optional<Delivery> next = history.next(); next.isPresent(); next = history.next()) {
        log.add(next.get().event());
      }
      return log.lines();
    } catch (IOException e) {
      throw new CommandFailure("the log can't be written: " + e, e);
    }
  }

  private AwkwardVisits awkward() {
    return new AwkwardVisits(seed, new Population(seed), from, to);
  }
}
