package com.acme.analytics.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the connector tells a task besides its own settings.
 *
 * @param task the task's number, from 0
 * @param shardIds the shards it reads
 * @param startedAt when the connector was started
 */
record Assignment(int task, List<String> shardIds, Instant startedAt) {
  private static final String TASK = "task.number";
  private static final String SHARDS = "task.shards";
  private static final String STARTED_AT = "task.started.at";

  Assignment {
    shardIds = List.copyOf(shardIds);
  }

  /** Divides shards over at most so many tasks, each getting as many as the next, or one more. */
  static List<Assignment> divide(List<Shard> shards, int maxTasks, Instant startedAt) {
    List<String> ids = shards.stream().map(Shard::id).sorted(Comparator.naturalOrder()).toList();
    int tasks = Math.min(maxTasks, ids.size());
    List<Assignment> assignments = new ArrayList<>(tasks);
    for (int task = 0; task < tasks; task++) {
      List<String> own = new ArrayList<>();
      for (int i = task; i < ids.size(); i += tasks) {
        own.add(ids.get(i));
      }
      assignments.add(new Assignment(task, own, startedAt));
    }
    return assignments;
  }

  /** Reads what {@link #added} wrote. */
  static Assignment of(Map<String, String> properties) {
    return new Assignment(
        Integer.parseInt(properties.get(TASK)),
        List.of(properties.get(SHARDS).split(",")),
        Instant.parse(properties.get(STARTED_AT)));
  }

  /** The connector's properties with this assignment. */
  Map<String, String> added(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(TASK, Integer.toString(task));
    all.put(SHARDS, String.join(",", shardIds));
    all.put(STARTED_AT, startedAt.toString());
    return all;
  }
}
