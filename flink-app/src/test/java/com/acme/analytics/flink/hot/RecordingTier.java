package com.acme.analytics.flink.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A table of texts in memory that can be away, can hang and can refuse rows. */
final class RecordingTier implements HotTier {
  private final List<List<String>> inserts = new ArrayList<>();
  private final CountDownLatch back = new CountDownLatch(1);
  private int failuresToCome;
  private boolean hangs;
  private Predicate<String> refused = text -> false;

  /** The next inserts fail. */
  synchronized RecordingTier away(int failures) {
    failuresToCome = failures;
    return this;
  }

  /** Inserts wait until it is closed. */
  synchronized RecordingTier hanging() {
    hangs = true;
    return this;
  }

  synchronized RecordingTier refusing(Predicate<String> texts) {
    refused = texts;
    return this;
  }

  @Override
  public void insert(EncodedRows rows)
      throws RowsRefusedException, HotTierUnavailableException, InterruptedException {
    if (hangs()) {
      back.await();
    }
    record(rows);
  }

  private synchronized boolean hangs() {
    return hangs;
  }

  private synchronized void record(EncodedRows rows)
      throws RowsRefusedException, HotTierUnavailableException {
    if (failuresToCome > 0) {
      failuresToCome--;
      throw new HotTierUnavailableException("away", null);
    }
    List<String> texts = texts(rows);
    if (texts.stream().anyMatch(refused)) {
      throw new RowsRefusedException("can't parse", null);
    }
    inserts.add(texts);
  }

  static List<String> texts(EncodedRows rows) {
    return IntStream.range(0, rows.count())
        .mapToObj(n -> new RowReader(rows.row(n)).string())
        .toList();
  }

  synchronized int inserts() {
    return inserts.size();
  }

  synchronized List<String> rows() {
    return inserts.stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    back.countDown();
  }
}
