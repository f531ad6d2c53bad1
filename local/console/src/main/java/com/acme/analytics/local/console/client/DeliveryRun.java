package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Progress;
import com.acme.analytics.local.console.terminal.Terminal;
import java.time.Clock;

/** Delivers all that a feed gives, showing progress and, at the end, the counts. */
public final class DeliveryRun {
  private final Terminal terminal;
  private final Api api;
  private final DeliveryOptions options;
  private final Clock clock;

  public DeliveryRun(Terminal terminal, Api api, DeliveryOptions options, Clock clock) {
    this.terminal = terminal;
    this.api = api;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Runs the feed and waits until each of its events is accounted for.
   *
   * @param task what progress is shown for
   * @param total how many events the feed gives, or {@link Progress#UNKNOWN}
   * @return 0 when each event was accepted, else {@link Terminal#FAILED}
   */
  public int run(String task, long total, Feed feed) throws InterruptedException {
    DeliveryReport report;
    String failure = "";
    long taken;
    try (Progress progress = terminal.progress(task, total);
        EventDelivery delivery =
            new EventDelivery(
                api,
                options.batch(),
                options.parallel(),
                options.patience(),
                progress,
                clock,
                Pace.real())) {
      try {
        feed.sendTo(delivery);
        delivery.finish();
      } catch (DeliveryException | CommandFailure e) {
        failure = e.getMessage();
      }
      report = delivery.report();
      taken = delivery.taken();
    }
    report.print(terminal.out());
    if (!failure.isEmpty()) {
      long known = total == Progress.UNKNOWN ? taken : total;
      long undelivered = known - report.accepted() - report.rejectedCount();
      terminal.out().println("undelivered: " + undelivered + (total == known ? "" : " or more"));
      terminal.err().println("acme: " + failure);
    }
    return failure.isEmpty() && report.rejectedCount() == 0 ? 0 : Terminal.FAILED;
  }

  /** Gives events to a delivery until there are no more. */
  @FunctionalInterface
  public interface Feed {
    void sendTo(EventDelivery delivery) throws InterruptedException;
  }
}
