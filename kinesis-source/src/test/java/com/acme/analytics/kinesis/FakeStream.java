package com.acme.analytics.kinesis;

import com.acme.analytics.kinesis.StreamException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream in memory: iterators are {@code shard@index}. */
final class FakeStream implements KinesisStream {
  static final Instant ARRIVED = Instant.parse("2026-11-20T12:00:00Z");
  private static final String HIGHEST = "340282366920938463463374607431768211455";

  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private final Map<String, List<StreamRecord>> records = new LinkedHashMap<>();
  private final List<String> closedShards = new ArrayList<>();
  private final Deque<Reason> failures = new ArrayDeque<>();

  /** An open shard. */
  FakeStream shard(String id, String... parents) {
    shards.put(id, new Shard(id, List.of(parents), "0", HIGHEST));
    records.put(id, new ArrayList<>());
    return this;
  }

  /** A record; its sequence number is its index from 1. */
  FakeStream put(String shard, String data) {
    return put(shard, data.getBytes(StandardCharsets.UTF_8));
  }

  FakeStream put(String shard, byte[] data) {
    List<StreamRecord> all = records.get(shard);
    all.add(new StreamRecord(Integer.toString(all.size() + 1), "key", ARRIVED, data));
    return this;
  }

  FakeStream closeShard(String id) {
    closedShards.add(id);
    return this;
  }

  /** The shard's records are all out of retention. */
  FakeStream trim(String id) {
    shards.remove(id);
    return this;
  }

  /** The next requests for records fail so. */
  FakeStream fail(Reason... reasons) {
    failures.addAll(List.of(reasons));
    return this;
  }

  @Override
  public List<Shard> shards() {
    return List.copyOf(shards.values());
  }

  @Override
  public String iterator(String shardId, Position position) {
    int index =
        switch (position) {
          case Position.Oldest oldest -> 0;
          case Position.From from -> indexFrom(shardId, from.time());
          case Position.At at -> Integer.parseInt(at.sequenceNumber()) - 1;
          case Position.After after -> Integer.parseInt(after.sequenceNumber());
        };
    return shardId + '@' + index;
  }

  @Override
  public ShardPage read(String iterator, int limit) {
    if (!failures.isEmpty()) {
      Reason reason = failures.remove();
      throw new StreamException(reason, new IllegalStateException("made to fail"));
    }
    int at = iterator.indexOf('@');
    String shard = iterator.substring(0, at);
    List<StreamRecord> all = records.get(shard);
    int from = Integer.parseInt(iterator.substring(at + 1));
    int to = Math.min(all.size(), from + limit);
    boolean ended = to == all.size() && closedShards.contains(shard);
    return new ShardPage(
        all.subList(from, to),
        ended ? Optional.empty() : Optional.of(shard + '@' + to),
        all.size() - to);
  }

  @Override
  public void close() {}

  private int indexFrom(String shard, Instant time) {
    return ARRIVED.isBefore(time) ? records.get(shard).size() : 0;
  }
}
