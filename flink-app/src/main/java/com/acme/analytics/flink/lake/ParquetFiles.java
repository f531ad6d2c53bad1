package com.acme.analytics.flink.lake;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.flink.accepted.WriterSchemas;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parquet files of the table. */
final class ParquetFiles implements FileStore {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetFiles.class);

  private final LakeCatalog.OpenTable table;
  private final OutputFileFactory locations;
  private final BinaryMessageDecoder<Event> decoder = Event.createDecoder(WriterSchemas.store());

  /**
   * @param table closed with this
   */
  ParquetFiles(LakeCatalog.OpenTable table, int subtask, int attempt) {
    this.table = table;
    this.locations =
        OutputFileFactory.builderFor(table.table(), subtask, attempt)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .build();
  }

  @Override
  public StoredFile store(WaitingFile events) throws IOException {
    try {
      return write(events);
    } catch (RuntimeException e) {
      throw LakeCatalog.away(e);
    }
  }

  private StoredFile write(WaitingFile events) throws IOException {
    Table lake = table.table();
    PartitionData partition = events.partition().partition(lake.spec());
    OutputFile file = locations.newOutputFile(lake.spec(), partition).encryptingOutputFile();
    LakeRow row = new LakeRow(lake.schema());
    // Without a function that makes value writers, Iceberg writes Avro records with parquet-avro.
    FileAppender<LakeRow> rows = Parquet.write(file).forTable(lake).named(LakeTable.NAME).build();
    int[] written = {0};
    try (rows) {
      events.forEach(
          (avro, device) -> {
            Event event;
            try {
              event = decoder.decode(avro);
            } catch (IOException | RuntimeException e) {
              // The source has read its first fields; only damage behind them leads here.
              LOG.error("an undecodable event of {}", events.partition(), e);
              return;
            }
            row.fill(event, device);
            rows.add(row);
            written[0]++;
          });
    }
    int undecodable = events.count() - written[0];
    if (written[0] == 0) {
      // The file without rows is an orphan, which maintenance removes.
      return new StoredFile(Optional.empty(), undecodable);
    }
    DataFile stored =
        DataFiles.builder(lake.spec())
            .withPath(file.location())
            .withFormat(FileFormat.PARQUET)
            .withPartition(partition)
            // An appender of Avro records knows its length only while it is open.
            .withFileSizeInBytes(file.toInputFile().getLength())
            .withMetrics(rows.metrics())
            .build();
    return new StoredFile(Optional.of(stored), undecodable);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
