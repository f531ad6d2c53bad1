package com.acme.analytics.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads its shards, one request at a time, the one first that is due first. Where it is in each is
 * stored by Connect with what it wrote: at a restart it goes on from there, and what is read twice
 * has the same ids.
 */
public final class KinesisSourceTask extends SourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisSourceTask.class);

  /** Connect pauses and commits between two polls. */
  private static final Duration POLL_PATIENCE = Duration.ofMillis(500);

  private final Function<SourceSettings, KinesisStream> streams;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Queue<ShardReader> readers =
      new PriorityQueue<>(Comparator.comparingLong(ShardReader::dueAtMs));
  private Optional<Assignment> unopened = Optional.empty();
  private SourceSettings settings;
  private RecordWriter writer;
  private KinesisStream stream;
  private TaskMetrics metrics;

  /** For Connect, which makes it by name. */
  public KinesisSourceTask() {
    this(AwsKinesisStream::open, InstantSource.system());
  }

  KinesisSourceTask(Function<SourceSettings, KinesisStream> streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public void start(Map<String, String> properties) {
    settings = SourceSettings.of(properties);
    Assignment assignment = Assignment.of(properties);
    unopened = Optional.of(assignment);
    writer = new RecordWriter(settings);
    stream = streams.apply(settings);
    metrics = new TaskMetrics(settings.stream(), assignment.task());
    metrics.register();
    LOG.info(
        "stream {}: task {} reads {}", settings.stream(), assignment.task(), assignment.shardIds());
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    if (unopened.isPresent()) {
      open(unopened.get());
      unopened = Optional.empty();
    }
    long until = clock.millis() + POLL_PATIENCE.toMillis();
    while (stopped.getCount() > 0) {
      long wait = Math.min(nextDueAtMs(), until) - clock.millis();
      if (wait > 0 && stopped.await(wait, TimeUnit.MILLISECONDS)) {
        break;
      }
      if (nextDueAtMs() > clock.millis()) {
        break;
      }
      List<SourceRecord> records = readNext();
      if (!records.isEmpty()) {
        return records;
      }
    }
    // As Connect wants it when there is nothing.
    return null;
  }

  /** Called from another thread than {@link #poll}, which may be under way. */
  @Override
  public void stop() {
    stopped.countDown();
    if (stream != null) {
      stream.close();
    }
    if (metrics != null) {
      metrics.close();
    }
  }

  @Override
  public String version() {
    return PluginVersion.TEXT;
  }

  private void open(Assignment assignment) {
    List<Shard> shards;
    try {
      shards = new ArrayList<>(stream.shards());
    } catch (StreamException e) {
      // Connect calls again after a while.
      throw new RetriableException("the shards can't be listed: " + e.getMessage(), e);
    }
    Lineage lineage =
        new Lineage(stream, shards, this::offset, settings.start(), assignment.startedAt());
    for (String id : assignment.shardIds()) {
      // One that is gone meanwhile has nothing left to read.
      lineage.shard(id).ifPresent(shard -> readers.add(reader(shard, lineage)));
    }
  }

  private ShardReader reader(Shard shard, Lineage lineage) {
    Pause pause = new Pause(settings.retryLimit(), new Random());
    return new ShardReader(shard, stream, lineage, settings, pause, metrics, clock);
  }

  private Optional<ShardOffset> offset(String shardId) {
    return ShardOffset.of(
        context.offsetStorageReader().offset(ShardOffset.partition(settings.stream(), shardId)));
  }

  private long nextDueAtMs() {
    ShardReader next = readers.peek();
    return next == null ? Long.MAX_VALUE : next.dueAtMs();
  }

  private List<SourceRecord> readNext() {
    ShardReader reader = readers.remove();
    List<StreamRecord> records;
    try {
      records = reader.read();
    } catch (IllegalStateException e) {
      if (stopped.getCount() == 0) {
        // The client was closed in the middle of a request.
        return List.of();
      }
      throw new ConnectException(reader.shard().id() + ": " + e.getMessage(), e);
    }
    if (!reader.isFinished()) {
      readers.add(reader);
    }
    metrics.read(records);
    return writer.write(reader.shard(), records);
  }
}
