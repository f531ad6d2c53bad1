package com.acme.analytics.flink.lake;

import com.acme.analytics.core.lake.LakeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/**
 * The files that a subtask writes, one for each customer and hour, and a bounded number of them:
 * late events of many hours must not take all memory.
 */
final class OpenFiles {
  /** The length of a file is known only about; asking costs more than a row. */
  private static final int ROWS_BETWEEN_LOOKS = 1_000;

  private final Table table;
  private final int limit;
  private final long targetBytes;
  private final OutputFileFactory locations;
  private final Map<CustomerHour, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final List<DataFile> finished = new ArrayList<>();

  OpenFiles(Table table, int subtask, int attempt, int limit) {
    this.table = table;
    this.limit = limit;
    this.targetBytes = Long.parseLong(table.properties().get("write.target-file-size-bytes"));
    this.locations =
        OutputFileFactory.builderFor(table, subtask, attempt)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .build();
  }

  /** Adds a row to the file of its customer and hour. */
  void write(CustomerHour partition, LakeRow row) throws IOException {
    OpenFile file = open.get(partition);
    if (file == null) {
      if (open.size() >= limit) {
        finish(open.keySet().iterator().next());
      }
      file = create(partition);
      open.put(partition, file);
    }
    file.write(row);
    if (file.isFull(targetBytes)) {
      finish(partition);
    }
  }

  /**
   * Finishes all files, many at a time: each is at least one request to S3.
   *
   * @return them and those finished earlier, in no order
   */
  List<DataFile> finishAll(Executor uploads) throws IOException {
    List<CompletableFuture<DataFile>> files =
        open.values().stream()
            .map(file -> CompletableFuture.supplyAsync(file::finish, uploads))
            .toList();
    open.clear();
    List<DataFile> all = new ArrayList<>(finished);
    finished.clear();
    try {
      files.forEach(file -> all.add(file.join()));
    } catch (CompletionException e) {
      throw new IOException("lake: a file can't be stored", e.getCause());
    }
    return all;
  }

  private void finish(CustomerHour partition) {
    finished.add(open.remove(partition).finish());
  }

  private OpenFile create(CustomerHour partition) throws IOException {
    PartitionData data = partition.partition(table.spec());
    OutputFile file = locations.newOutputFile(table.spec(), data).encryptingOutputFile();
    // Without a function that makes value writers, Iceberg writes Avro records with parquet-avro.
    FileAppender<LakeRow> rows = Parquet.write(file).forTable(table).named(LakeTable.NAME).build();
    return new OpenFile(table.spec(), data, file, rows);
  }

  private static final class OpenFile {
    private final PartitionSpec spec;
    private final PartitionData partition;
    private final OutputFile file;
    private final FileAppender<LakeRow> rows;
    private long count;

    OpenFile(
        PartitionSpec spec, PartitionData partition, OutputFile file, FileAppender<LakeRow> rows) {
      this.spec = spec;
      this.partition = partition;
      this.file = file;
      this.rows = rows;
    }

    void write(LakeRow row) {
      rows.add(row);
      count++;
    }

    boolean isFull(long targetBytes) {
      return count % ROWS_BETWEEN_LOOKS == 0 && rows.length() >= targetBytes;
    }

    DataFile finish() {
      try {
        rows.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return DataFiles.builder(spec)
          .withPath(file.location())
          .withFormat(FileFormat.PARQUET)
          .withPartition(partition)
          // An appender of Avro records knows its length only while it is open.
          .withFileSizeInBytes(file.toInputFile().getLength())
          .withMetrics(rows.metrics())
          .build();
    }
  }
}
