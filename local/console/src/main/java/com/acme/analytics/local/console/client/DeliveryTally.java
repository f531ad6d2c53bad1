package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.Progress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what became of events, and shows it as progress. Safe for use by several threads. */
final class DeliveryTally {
  private final Progress progress;
  private final SortedMap<String, DeliveryReport.Rejections> rejected = new TreeMap<>();
  private long accepted;
  private long retries;

  DeliveryTally(Progress progress) {
    this.progress = progress;
  }

  synchronized void record(BatchAnswer answer, List<OutgoingEvent> batch) {
    accepted += answer.accepted();
    for (BatchAnswer.Rejection rejection : answer.rejected()) {
      String first = batch.get(rejection.index()).origin() + ": " + rejection.detail();
      rejected.merge(
          rejection.code(),
          new DeliveryReport.Rejections(1, first),
          (before, one) -> before.oneMore());
    }
    progress.advance(answer.accepted() + (long) answer.rejected().size());
  }

  synchronized void retrying(String reason) {
    if (retries == 0) {
      progress.note("retrying: " + reason);
    }
    retries++;
  }

  synchronized DeliveryReport report() {
    return new DeliveryReport(accepted, new TreeMap<>(rejected), retries);
  }
}
