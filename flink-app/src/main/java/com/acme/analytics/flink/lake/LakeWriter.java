package com.acme.analytics.flink.lake;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.WriterSchemas;
import com.acme.analytics.flink.device.DescribedEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.DataFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to files that nobody sees before they are committed; a checkpoint finishes them.
 */
final class LakeWriter implements CommittingSinkWriter<DescribedEvent, WrittenFiles> {
  private static final Logger LOG = LoggerFactory.getLogger(LakeWriter.class);
  private static final int UPLOADS = 8;

  private final LakeCatalog.OpenTable table;
  private final OpenFiles files;
  private final LakeRow row;
  private final ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS);
  private final BinaryMessageDecoder<Event> decoder = Event.createDecoder(WriterSchemas.store());
  private final Counter rows;
  private final Counter undecodable;
  private final Counter stored;
  private final Counter storedBytes;

  LakeWriter(
      LakeCatalog.OpenTable table, int subtask, int attempt, int openFiles, MetricGroup metrics) {
    this.table = table;
    this.files = new OpenFiles(table.table(), subtask, attempt, openFiles);
    this.row = new LakeRow(table.table().schema());
    this.rows = metrics.counter("acme_stream_lake_rows_total");
    this.undecodable = metrics.counter("acme_stream_lake_undecodable_rows_total");
    this.stored = metrics.counter("acme_stream_lake_files_total");
    this.storedBytes = metrics.counter("acme_stream_lake_bytes_total");
  }

  @Override
  public void write(DescribedEvent described, Context context) throws IOException {
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
    row.fill(event, described.device());
    files.write(CustomerHour.of(event.getCustomerId(), event.getTimestamp().toEpochMilli()), row);
    rows.inc();
  }

  @Override
  public Collection<WrittenFiles> prepareCommit() throws IOException {
    List<DataFile> finished = files.finishAll(uploads);
    if (finished.isEmpty()) {
      return List.of();
    }
    stored.inc(finished.size());
    storedBytes.inc(finished.stream().mapToLong(DataFile::fileSizeInBytes).sum());
    return List.of(new WrittenFiles(finished));
  }

  /** Nothing: {@link #prepareCommit} comes with each checkpoint. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public void close() throws IOException {
    uploads.shutdownNow();
    table.close();
  }
}
