package com.acme.analytics.kinesis;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where each shard is to be begun, and whether it may be yet: a shard that came of others is read
 * once all of these is in Kafka, so that the records of a partition key stay in order. A task sees
 * of the others' work only the stored offsets, so these are what is asked.
 */
final class Lineage {
  /** Pages of a closed shard that are looked through at a time for something left. */
  private static final int PAGES = 20;

  private static final int PAGE_RECORDS = 100;

  private final KinesisStream stream;
  private final Map<String, Shard> shards = new HashMap<>();
  private final Function<String, Optional<ShardOffset>> offsets;
  private final StartPosition start;
  private final Instant startedAt;
  private final Set<String> finished = new HashSet<>();

  /**
   * The shards of a stream.
   *
   * @param shards all that the stream has
   * @param offsets the stored offset of a shard, looked up anew each time
   * @param startedAt when the connector was started
   */
  Lineage(
      KinesisStream stream,
      List<Shard> shards,
      Function<String, Optional<ShardOffset>> offsets,
      StartPosition start,
      Instant startedAt) {
    this.stream = stream;
    this.offsets = offsets;
    this.start = start;
    this.startedAt = startedAt;
    shards.forEach(shard -> this.shards.put(shard.id(), shard));
  }

  /** The shard; empty when the stream has it no more. */
  Optional<Shard> shard(String id) {
    return Optional.ofNullable(shards.get(id));
  }

  /** Whether all that the shard came of is in Kafka. */
  boolean isReady(Shard shard) {
    return shard.parents().stream().allMatch(this::isFinished);
  }

  /** Where the shard is begun, or gone on with. */
  Position position(Shard shard) {
    Optional<ShardOffset> offset = offsets.apply(shard.id());
    if (offset.isPresent()) {
      return offset.get().position();
    }
    // What came of a shard that has been read goes on from there.
    return start == StartPosition.TRIM_HORIZON || hasReadAncestor(shard)
        ? new Position.Oldest()
        : new Position.From(startedAt);
  }

  private boolean hasReadAncestor(Shard shard) {
    return shard.parents().stream()
        .anyMatch(
            parent ->
                offsets.apply(parent).isPresent()
                    || shard(parent).map(this::hasReadAncestor).orElse(false));
  }

  /** A shard that the stream has no more is finished, whatever became of it. */
  private boolean isFinished(String id) {
    if (finished.contains(id)) {
      return true;
    }
    Optional<Shard> shard = shard(id);
    if (shard.isPresent() && !(isReady(shard.get()) && isNothingLeft(shard.get()))) {
      return false;
    }
    finished.add(id);
    return true;
  }

  private boolean isNothingLeft(Shard shard) {
    try {
      String iterator = stream.iterator(shard.id(), position(shard));
      for (int page = 0; page < PAGES; page++) {
        ShardPage read = stream.read(iterator, PAGE_RECORDS);
        if (read.records().stream().anyMatch(record -> !UserRecord.of(record, shard).isEmpty())) {
          return false;
        }
        if (read.nextIterator().isEmpty()) {
          return true;
        }
        iterator = read.nextIterator().get();
      }
      return false;
    } catch (StreamException e) {
      if (e.reason() == StreamException.Reason.SHARD_GONE) {
        return true;
      }
      throw e;
    }
  }
}
