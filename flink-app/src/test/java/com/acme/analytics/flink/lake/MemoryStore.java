package com.acme.analytics.flink.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;

/** A store in memory that can be away, for some attempts or until it is closed. */
final class MemoryStore implements FileStore {
  private final Map<String, List<String>> files = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int failuresToCome;
  private boolean hangs;

  synchronized MemoryStore away(int failures) {
    failuresToCome = failures;
    return this;
  }

  synchronized MemoryStore hanging() {
    hangs = true;
    return this;
  }

  @Override
  public StoredFile store(WaitingFile events) throws IOException {
    if (hangs()) {
      await();
    }
    return keep(events);
  }

  private synchronized boolean hangs() {
    return hangs;
  }

  private void await() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("away");
  }

  private synchronized StoredFile keep(WaitingFile events) throws IOException {
    if (failuresToCome > 0) {
      failuresToCome--;
      throw new IOException("away");
    }
    List<String> rows = new ArrayList<>();
    events.forEach((avro, device) -> rows.add(new String(avro, UTF_8) + device.type()));
    String path =
        events.partition().customer() + '/' + events.partition().hour() + '/' + UUID.randomUUID();
    files.put(path, rows);
    return new StoredFile(
        Optional.of(
            DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(path)
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(events.bytes())
                .withRecordCount(rows.size())
                .build()),
        0);
  }

  /** The rows of the file there. */
  synchronized List<String> rows(String path) {
    return files.get(path);
  }

  synchronized int count() {
    return files.size();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
