package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.batch.Backoff;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts until every row is stored: waits for a tier that is away, with growing pauses, and cuts
 * an insert with a refused row in halves until that row is alone. A refused row is stored in its
 * other form, if it has one; if that is refused too, it is counted and logged.
 */
final class PersistentInserts {
  private static final Logger LOG = LoggerFactory.getLogger(PersistentInserts.class);

  private final TableRows<?> table;
  private final HotTier tier;
  private final RetryPolicy policy;
  private final HotMetrics metrics;

  PersistentInserts(TableRows<?> table, HotTier tier, RetryPolicy policy, HotMetrics metrics) {
    this.table = table;
    this.tier = tier;
    this.policy = policy;
    this.metrics = metrics;
  }

  /**
   * Returns once each row is stored, or refused in every form.
   *
   * @throws InterruptedException when the task ends before that
   */
  void insert(EncodedRows rows) throws InterruptedException {
    try {
      insertWaiting(rows);
    } catch (RowsRefusedException e) {
      if (rows.count() == 1) {
        insertOtherForm(rows, e);
      } else {
        int half = rows.count() / 2;
        insert(rows.part(0, half));
        insert(rows.part(half, rows.count()));
      }
    }
  }

  private void insertOtherForm(EncodedRows one, RowsRefusedException first)
      throws InterruptedException {
    // A row of an earlier build, out of a checkpoint, may begin otherwise: it can't be read.
    boolean readable = one.columns().equals(table.columns());
    String key = readable ? table.key(new RowReader(one.row(0))) : "of an earlier build";
    Optional<byte[]> other = readable ? table.fallback(one.row(0)) : Optional.empty();
    if (other.isEmpty()) {
      refused(key, first);
      return;
    }
    try {
      insertWaiting(one.with(other.get()));
      metrics.fallbackRows.inc();
      LOG.warn("{} {}: stored in its other form", table.table(), key, first);
    } catch (RowsRefusedException e) {
      refused(key, e);
    }
  }

  private void refused(String key, RowsRefusedException refusal) {
    metrics.refusedRows.inc();
    LOG.error("{} {}: refused by the hot tier", table.table(), key, refusal);
  }

  private void insertWaiting(EncodedRows rows) throws InterruptedException, RowsRefusedException {
    long start = System.nanoTime();
    Backoff backoff = new Backoff(policy.firstPause(), policy.lastPause());
    while (true) {
      try {
        tier.insert(rows);
        metrics.inserts.inc();
        metrics.insertedRows.inc(rows.count());
        return;
      } catch (HotTierUnavailableException e) {
        metrics.failedInserts.inc();
        LOG.warn(
            "{}: hot tier unavailable for {}: {}",
            table.table(),
            Duration.ofNanos(System.nanoTime() - start),
            e.getMessage());
        backoff.pause();
      }
    }
  }
}
