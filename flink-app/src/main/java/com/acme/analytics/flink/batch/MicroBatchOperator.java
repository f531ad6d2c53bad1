package com.acme.analytics.flink.batch;

import com.acme.analytics.flink.metrics.JobMetrics;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * An operator that keeps what has changed on the heap and hands it on each interval of processing
 * time, so that a busy key costs one access of state and one record downstream per interval rather
 * than per event.
 *
 * <p>It flushes before the barrier of each checkpoint too, unless it keeps in state what it has yet
 * to hand on. So nothing gathered is ever lost with a checkpoint: what one covers has left this
 * operator, or will when the job goes on from it.
 */
public abstract class MicroBatchOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O> {
  private static final long serialVersionUID = 1L;

  private final Cadence cadence;
  private transient ScheduledFuture<?> timer;
  private transient Counter earlyFlushes;

  /**
   * @param cadence when changes are handed on
   */
  protected MicroBatchOperator(Cadence cadence) {
    this.cadence = cadence;
  }

  /** Hands on what an interval has gathered. */
  protected abstract void flush() throws Exception;

  /** Hands on everything, also what {@link #flush} keeps for longer. */
  protected void flushAll() throws Exception {
    flush();
  }

  /** Before the barrier of each checkpoint: hands on everything, or keeps it in state. */
  protected void beforeCheckpoint() throws Exception {
    flushAll();
  }

  /** Hands it on before its time, since it would take too much memory else. */
  protected final void flushEarly() throws Exception {
    earlyFlushes.inc();
    flushAll();
  }

  @Override
  public void open() throws Exception {
    super.open();
    earlyFlushes = JobMetrics.of(getMetricGroup()).counter("acme_stream_early_flushes_total");
    awaitNext();
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    beforeCheckpoint();
  }

  @Override
  public final void finish() throws Exception {
    flushAll();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    super.close();
  }

  private void awaitNext() {
    var clock = getProcessingTimeService();
    timer =
        clock.registerTimer(
            cadence.next(clock.getCurrentProcessingTime()),
            time -> {
              flush();
              awaitNext();
            });
  }
}
