package com.acme.analytics.flink.hot;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects rows and has them inserted once there are enough or the oldest has waited long enough.
 * What is not stored yet lies in the checkpoint, so a checkpoint waits for nothing. The task goes
 * on while inserts are under way, and waits only when the bounded buffer is full.
 *
 * <p>Everything but the inserts themselves happens in the task's thread.
 */
final class HotWriter<T> implements StatefulSinkWriter<T, EncodedRows> {
  private static final Logger LOG = LoggerFactory.getLogger(HotWriter.class);
  private static final long NEVER = Long.MAX_VALUE;

  private final BatchPolicy policy;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final Senders senders;
  private final HotMetrics metrics;
  private final OpenBatch<T> open;
  private final Deque<EncodedRows> full = new ArrayDeque<>();
  private final List<EncodedRows> underWay = new ArrayList<>();
  // The gauges' thread reads these; a value that is a moment old will do.
  private long bufferedRows;
  private long bufferedBytes;
  private volatile long oldest = NEVER;

  private long lastSent = Long.MIN_VALUE / 2;
  private ScheduledFuture<?> timer;
  private long timerAt = NEVER;

  HotWriter(
      TableRows<T> table,
      BatchPolicy policy,
      MailboxExecutor mailbox,
      ProcessingTimeService clock,
      Senders senders,
      HotMetrics metrics,
      Collection<EncodedRows> restored) {
    this.policy = policy;
    this.mailbox = mailbox;
    this.clock = clock;
    this.senders = senders;
    this.metrics = metrics;
    open = new OpenBatch<>(table);
    metrics.gauge("buffered_rows", () -> bufferedRows);
    metrics.gauge("buffered_bytes", () -> bufferedBytes);
    metrics.gauge("oldest_buffered_ms", this::oldestMillis);
    for (EncodedRows rows : restored) {
      full.add(rows);
      bufferedRows += rows.count();
      bufferedBytes += rows.length();
    }
    dispatch();
  }

  @Override
  public void write(T row, Context context) throws InterruptedException {
    while (bufferedRows >= policy.maxBufferedRows() || bufferedBytes >= policy.maxBufferedBytes()) {
      // Runs what is due: a stored batch makes room.
      mailbox.yield();
    }
    boolean first = open.count() == 0;
    try {
      bufferedBytes += open.add(row, first ? clock.getCurrentProcessingTime() : 0);
    } catch (UnwritableRowException e) {
      metrics.unwritableRows.inc();
      LOG.error("a row can't be written", e);
      return;
    }
    bufferedRows++;
    if (open.count() >= policy.maxRows() || open.length() >= policy.maxBytes()) {
      full.add(open.take());
      dispatch();
    } else if (first) {
      dispatch();
    }
  }

  /** Waits for all rows at the end of the input only: else they go into the checkpoint. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (!endOfInput) {
      return;
    }
    if (open.count() > 0) {
      full.add(open.take());
    }
    dispatch();
    while (bufferedRows > 0) {
      mailbox.yield();
    }
  }

  @Override
  public List<EncodedRows> snapshotState(long checkpointId) {
    List<EncodedRows> waiting = new ArrayList<>(underWay);
    waiting.addAll(full);
    if (open.count() > 0) {
      // Written out before this call's caller takes the next row.
      waiting.add(open.view());
    }
    return waiting;
  }

  @Override
  public void close() throws IOException {
    senders.close();
  }

  /** Hands on what is due as far as the policy allows, and sets the timer for what will be. */
  private void dispatch() {
    long now = clock.getCurrentProcessingTime();
    while (underWay.size() < policy.maxInFlight()) {
      long due = due();
      if (due > now) {
        awaken(due);
        break;
      }
      lastSent = now;
      EncodedRows rows = full.isEmpty() ? open.take() : full.remove();
      underWay.add(rows);
      senders.send(rows, () -> mailbox.execute(() -> stored(rows), "rows stored"), this::fail);
    }
    oldest = oldestSince();
  }

  /** When the next insert may and has to begin. */
  private long due() {
    long allowed = lastSent + policy.minSpacing().toMillis();
    if (!full.isEmpty()) {
      return allowed;
    }
    return open.count() == 0
        ? NEVER
        : Math.max(allowed, open.since() + policy.maxDelay().toMillis());
  }

  private void awaken(long at) {
    if (at >= timerAt) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timerAt = at;
    timer =
        clock.registerTimer(
            at,
            time -> {
              timerAt = NEVER;
              dispatch();
            });
  }

  private void stored(EncodedRows rows) {
    underWay.remove(rows);
    bufferedRows -= rows.count();
    bufferedBytes -= rows.length();
    open.reuse(rows);
    dispatch();
  }

  private void fail(Throwable failure) {
    mailbox.execute(
        () -> {
          throw new IOException("the sink failed", failure);
        },
        "sink failed");
  }

  private long oldestSince() {
    long since = open.count() == 0 ? NEVER : open.since();
    for (EncodedRows rows : underWay) {
      since = Math.min(since, rows.since());
    }
    return full.isEmpty() ? since : Math.min(since, full.getFirst().since());
  }

  private long oldestMillis() {
    long since = oldest;
    return since == NEVER ? 0 : Math.max(0, clock.getCurrentProcessingTime() - since);
  }
}
