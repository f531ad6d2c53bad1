package com.acme.analytics.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one shard, request by request, and says when the next one is due. */
final class ShardReader {
  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

  /** A shard allows five reads a second. */
  private static final Duration BEHIND_INTERVAL = Duration.ofMillis(200);

  /** Looks at a parent cost reads of the parent, which another task may need. */
  private static final Duration PARENTS_INTERVAL = Duration.ofSeconds(2);

  private final Shard shard;
  private final KinesisStream stream;
  private final Lineage lineage;
  private final Duration interval;
  private final int limit;
  private final Pause pause;
  private final TaskMetrics metrics;
  private final InstantSource clock;
  private Optional<Position> position = Optional.empty();
  private Optional<String> iterator = Optional.empty();
  private boolean finished;
  private long dueAtMs;

  /**
   * A reader, due at once.
   *
   * @param pause between attempts that fail
   */
  ShardReader(
      Shard shard,
      KinesisStream stream,
      Lineage lineage,
      SourceSettings settings,
      Pause pause,
      TaskMetrics metrics,
      InstantSource clock) {
    this.shard = shard;
    this.stream = stream;
    this.lineage = lineage;
    this.interval = settings.readInterval();
    this.limit = settings.readLimit();
    this.pause = pause;
    this.metrics = metrics;
    this.clock = clock;
    this.dueAtMs = clock.millis();
  }

  Shard shard() {
    return shard;
  }

  /** When to read next, in milliseconds since the epoch. */
  long dueAtMs() {
    return dueAtMs;
  }

  /** Whether the shard was closed and has been read to its end. */
  boolean isFinished() {
    return finished;
  }

  /** The next records; none also when the request failed, or the shard isn't to be begun yet. */
  List<StreamRecord> read() {
    try {
      if (position.isEmpty() && !begin()) {
        dueIn(PARENTS_INTERVAL);
        return List.of();
      }
      List<StreamRecord> records = readOn();
      pause.reset();
      return records;
    } catch (StreamException e) {
      failed(e);
      return List.of();
    }
  }

  private boolean begin() {
    if (!lineage.isReady(shard)) {
      return false;
    }
    position = Optional.of(lineage.position(shard));
    LOG.info("{}: begins at {}", shard.id(), position.get());
    return true;
  }

  private List<StreamRecord> readOn() {
    if (iterator.isEmpty()) {
      iterator = Optional.of(stream.iterator(shard.id(), position.orElseThrow()));
    }
    ShardPage page = stream.read(iterator.get(), limit);
    iterator = page.nextIterator();
    List<StreamRecord> records = page.records();
    if (!records.isEmpty()) {
      String last = records.get(records.size() - 1).sequenceNumber();
      position = Optional.of(new Position.After(last));
    }
    metrics.behind(shard.id(), page.millisBehindLatest());
    if (iterator.isEmpty()) {
      LOG.info("{}: read to its end", shard.id());
      finish();
    }
    dueIn(page.millisBehindLatest() > 0 ? BEHIND_INTERVAL : interval);
    return records;
  }

  private void failed(StreamException failure) {
    switch (failure.reason()) {
      case ITERATOR_EXPIRED -> iterator = Optional.empty();
      case SHARD_GONE -> {
        LOG.warn("{}: gone from the stream before it was read to its end", shard.id());
        finish();
      }
      case THROTTLED, UNAVAILABLE -> {
        Duration wait = pause.next();
        metrics.failed(failure.reason());
        LOG.warn("{}: {}; tried again in {}", shard.id(), failure.getMessage(), wait);
        dueIn(wait);
      }
    }
  }

  private void finish() {
    finished = true;
    metrics.finished(shard.id());
  }

  private void dueIn(Duration wait) {
    dueAtMs = clock.millis() + wait.toMillis();
  }
}
