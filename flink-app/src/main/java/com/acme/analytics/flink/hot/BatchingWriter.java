package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.WriterSchemas;
import com.acme.analytics.flink.device.DescribedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects events and inserts them once there are enough, once the oldest has waited long enough,
 * and before each checkpoint: so whatever a checkpoint has passed is stored. While an insert waits
 * for the tier the task waits with it, which is the backpressure that holds events in Kafka.
 */
final class BatchingWriter implements SinkWriter<DescribedEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingWriter.class);

  private final HotTier tier;
  private final BatchPolicy policy;
  private final ProcessingTimeService clock;
  private final PersistentInserts inserts;
  private final Counter undecodable;
  private final BinaryMessageDecoder<Event> decoder = Event.createDecoder(WriterSchemas.store());
  private final List<HotEvent> batch = new ArrayList<>();
  private int batchBytes;
  private ScheduledFuture<?> timer;

  BatchingWriter(
      HotTier tier, BatchPolicy policy, ProcessingTimeService clock, MetricGroup metrics) {
    this.tier = tier;
    this.policy = policy;
    this.clock = clock;
    this.inserts = new PersistentInserts(tier, policy, metrics);
    this.undecodable = metrics.counter("acme_stream_undecodable_rows");
  }

  @Override
  public void write(DescribedEvent described, Context context)
      throws IOException, InterruptedException {
    AcceptedEvent accepted = described.accepted();
    Event event;
    try {
      event = decoder.decode(accepted.avro());
    } catch (IOException | RuntimeException e) {
      // The source has read its first fields; only damage behind them leads here.
      undecodable.inc();
      LOG.error(
          "undecodable event {} of {}",
          new UUID(accepted.eventIdHigh(), accepted.eventIdLow()),
          accepted.userKey(),
          e);
      return;
    }
    batch.add(new HotEvent(event, described.device()));
    batchBytes += accepted.avro().length;
    if (batch.size() >= policy.maxRows() || batchBytes >= policy.maxBytes()) {
      insertBatch();
    } else if (timer == null) {
      timer =
          clock.registerTimer(
              clock.getCurrentProcessingTime() + policy.maxDelay().toMillis(), time -> onTimer());
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    insertBatch();
  }

  @Override
  public void close() {
    tier.close();
  }

  private void onTimer() throws IOException, InterruptedException {
    timer = null;
    insertBatch();
  }

  private void insertBatch() throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      inserts.insert(batch);
      batch.clear();
      batchBytes = 0;
    }
  }
}
