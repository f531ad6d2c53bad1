package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.DataFile;

/**
 * Gathers the events of each customer and hour, has a file made of them once they have waited long
 * enough or fill half of the buffer, and hands finished files to the commit of the next checkpoint.
 * What is in no finished file lies in the checkpoint, so a checkpoint waits for no upload. The task
 * waits only when the buffer is full.
 *
 * <p>Late events of many hours make small files, never more than one for each hour and wait; the
 * buffer's largest part goes first, so that they do not make the others' files small too.
 */
final class LakeWriter
    implements StatefulSinkWriter<DescribedEvent, WaitingFile>,
        CommittingSinkWriter<DescribedEvent, WrittenFiles> {
  private final LakeConfig config;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final Uploads uploads;
  private final Map<CustomerHour, WaitingFile> open = new HashMap<>();
  private final List<WaitingFile> underWay = new ArrayList<>();
  private final List<DataFile> finished = new ArrayList<>();
  private final Counter rows;
  private final Counter undecodable;
  private final Counter stored;
  private final Counter storedBytes;
  private long openBytes;
  // The gauge's thread reads it; a value that is a moment old will do.
  private long bufferedBytes;
  private ScheduledFuture<?> timer;

  LakeWriter(
      LakeConfig config,
      MailboxExecutor mailbox,
      ProcessingTimeService clock,
      Uploads uploads,
      MetricGroup metrics,
      Collection<WaitingFile> restored) {
    this.config = config;
    this.mailbox = mailbox;
    this.clock = clock;
    this.uploads = uploads;
    this.rows = metrics.counter("acme_stream_lake_rows_total");
    this.undecodable = metrics.counter("acme_stream_lake_undecodable_rows_total");
    this.stored = metrics.counter("acme_stream_lake_files_total");
    this.storedBytes = metrics.counter("acme_stream_lake_bytes_total");
    metrics.gauge("acme_stream_lake_buffered_bytes", () -> bufferedBytes);
    for (WaitingFile file : restored) {
      bufferedBytes += file.bytes();
      upload(file);
    }
  }

  @Override
  public void write(DescribedEvent described, Context context) throws InterruptedException {
    while (bufferedBytes >= config.bufferBytes()) {
      // Runs what is due: a stored file makes room.
      mailbox.yield();
    }
    AcceptedEvent event = described.accepted();
    int bytes =
        open.computeIfAbsent(CustomerHour.of(event), WaitingFile::new)
            .add(event.avro(), described.device());
    openBytes += bytes;
    bufferedBytes += bytes;
    rows.inc();
    if (openBytes > config.bufferBytes() / 2) {
      seal(open.values().stream().max(Comparator.comparing(WaitingFile::bytes)).orElseThrow());
    }
    setTimer();
  }

  @Override
  public Collection<WrittenFiles> prepareCommit() {
    if (finished.isEmpty()) {
      return List.of();
    }
    List<DataFile> files = List.copyOf(finished);
    finished.clear();
    return List.of(new WrittenFiles(files));
  }

  @Override
  public List<WaitingFile> snapshotState(long checkpointId) {
    List<WaitingFile> waiting = new ArrayList<>(underWay);
    // Written out before this call's caller takes the next event.
    waiting.addAll(open.values());
    return waiting;
  }

  /** Waits for all files at the end of the input only: else their events go into the checkpoint. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (!endOfInput) {
      return;
    }
    sealAll();
    while (!underWay.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws IOException {
    uploads.close();
  }

  private void setTimer() {
    if (timer == null) {
      long due = clock.getCurrentProcessingTime() + config.commitInterval().toMillis();
      timer =
          clock.registerTimer(
              due,
              time -> {
                timer = null;
                sealAll();
              });
    }
  }

  private void sealAll() {
    List.copyOf(open.values()).forEach(this::seal);
  }

  private void seal(WaitingFile file) {
    open.remove(file.partition());
    openBytes -= file.bytes();
    upload(file);
  }

  private void upload(WaitingFile file) {
    underWay.add(file);
    uploads.upload(
        file,
        result -> mailbox.execute(() -> stored(file, result), "file stored"),
        failure ->
            mailbox.execute(
                () -> {
                  throw new IOException("lake: a file can't be written", failure);
                },
                "lake failed"));
  }

  private void stored(WaitingFile file, StoredFile result) {
    underWay.remove(file);
    bufferedBytes -= file.bytes();
    undecodable.inc(result.undecodable());
    if (result.file().isPresent()) {
      DataFile data = result.file().get();
      finished.add(data);
      stored.inc();
      storedBytes.inc(data.fileSizeInBytes());
    }
  }
}
