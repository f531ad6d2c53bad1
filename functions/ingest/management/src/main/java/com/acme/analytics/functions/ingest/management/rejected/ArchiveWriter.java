package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveEntry;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import com.acme.analytics.functions.ingest.rejected.ArchiveKey;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * Writes batches of the topic into the archive, one object for each group and partition. A batch
 * that comes again, whole or cut otherwise, adds only what has no object yet: what an object holds
 * is in its key, and a batch holds each record of its range of a partition.
 */
public final class ArchiveWriter {
  /** Each takes about a megabyte while it compresses and sends. */
  private static final int OBJECTS_AT_ONCE = 16;

  private static final JsonFactory JSON = new JsonFactory();

  private final ArchiveBucket bucket;
  private final ArchiveMetrics metrics;

  public ArchiveWriter(ArchiveBucket bucket, ArchiveMetrics metrics) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /**
   * Archives the records of an event of the event source. When it returns, S3 has each of them.
   *
   * @param event JSON as Lambda sends it
   * @return how many records it held
   * @throws ArchiveUnavailableException when S3 doesn't take all; the batch must come again then
   */
  public int write(InputStream event) {
    Map<Folder, List<ArchiveEntry>> folders = new HashMap<>();
    KafkaEventReader.read(event, record -> add(DeadLetterDecoder.decode(record), folders));
    List<Future<Written>> results = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(OBJECTS_AT_ONCE, Thread.ofVirtual().factory())) {
      folders.forEach(
          (folder, entries) -> results.add(workers.submit(() -> write(folder, entries))));
    }
    Written sum = results.stream().map(ArchiveWriter::result).reduce(Written.NONE, Written::plus);
    int records = folders.values().stream().mapToInt(List::size).sum();
    count(sum, records);
    return records;
  }

  private static void add(ArchiveEntry entry, Map<Folder, List<ArchiveEntry>> folders) {
    folders
        .computeIfAbsent(new Folder(entry.group(), entry.partition()), absent -> new ArrayList<>())
        .add(entry);
  }

  private Written write(Folder folder, List<ArchiveEntry> entries) {
    entries.sort(Comparator.comparingLong(ArchiveEntry::offset));
    ArchivedOffsets archived =
        archived(folder, entries.getFirst().offset(), entries.getLast().offset());
    Written written = Written.NONE;
    for (List<ArchiveEntry> run : archived.missing(entries)) {
      bucket.put(folder.key(run).text(), compress(run));
      boolean undecodable = folder.group().owner().equals(ArchiveGroup.UNDECODABLE);
      written =
          written.plus(new Written(undecodable ? 0 : run.size(), undecodable ? run.size() : 0, 1));
    }
    return written;
  }

  /** What is archived of a folder between two offsets, both inclusive. */
  private ArchivedOffsets archived(Folder folder, long from, long to) {
    ArchivedOffsets archived = new ArchivedOffsets();
    String prefix = folder.group().path() + '/';
    String after = ArchiveKey.start(folder.group(), folder.partition(), from + 1 - ArchiveKey.SPAN);
    String end = ArchiveKey.start(folder.group(), folder.partition(), to + 1);
    ArchiveBucket.Page page;
    do {
      page = bucket.list(prefix, after);
      for (String text : page.keys()) {
        after = text;
        if (text.compareTo(end) >= 0) {
          return archived;
        }
        ArchiveKey.parse(text).ifPresent(key -> archived.add(key.first(), key.last()));
      }
    } while (page.more());
    return archived;
  }

  private static byte[] compress(List<ArchiveEntry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes);
        JsonGenerator json = JSON.createGenerator(new LineContext(), gzip)) {
      for (ArchiveEntry entry : entries) {
        entry.write(json);
      }
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static Written result(Future<Written> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArchiveUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a group could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted with everything written", e);
    }
  }

  private void count(Written sum, int records) {
    metrics.written(sum.events());
    metrics.undecodable(sum.undecodable());
    metrics.repeated(records - sum.events() - sum.undecodable());
    metrics.objects(sum.objects());
  }

  /** A group's share of one partition. */
  private record Folder(ArchiveGroup group, int partition) {
    private ArchiveKey key(List<ArchiveEntry> run) {
      return new ArchiveKey(
          group, partition, run.getFirst().offset(), run.getLast().offset(), run.size());
    }
  }

  private record Written(int events, int undecodable, int objects) {
    private static final Written NONE = new Written(0, 0, 0);

    private Written plus(Written other) {
      return new Written(
          events + other.events, undecodable + other.undecodable, objects + other.objects);
    }
  }

  /** Puts a line break between the objects. */
  private static final class LineContext extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new MinimalPrettyPrinter("\n");
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
