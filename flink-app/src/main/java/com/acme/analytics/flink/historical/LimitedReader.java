package com.acme.analytics.flink.historical;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * A reader that has a record available only when the rate lets it. Flink's own ({@code
 * RateLimitedSourceReader}) does not tell the reader it limits of complete checkpoints, which is
 * when offsets are committed.
 */
final class LimitedReader<T, S extends SourceSplit> implements SourceReader<T, S> {
  private final SourceReader<T, S> reader;
  private final EventsPerSecond rate;

  /** When the next record may be read; null once it was. */
  private CompletableFuture<Void> available;

  LimitedReader(SourceReader<T, S> reader, EventsPerSecond rate) {
    this.reader = reader;
    this.rate = rate;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    if (available == null || !available.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    available = null;
    InputStatus status = reader.pollNext(output);
    // More there may be, but whether it may be read is for the rate to say.
    return status == InputStatus.MORE_AVAILABLE ? InputStatus.NOTHING_AVAILABLE : status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (available == null) {
      available = CompletableFuture.allOf(rate.next(), reader.isAvailable());
    }
    return available;
  }

  @Override
  public List<S> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void addSplits(List<S> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
