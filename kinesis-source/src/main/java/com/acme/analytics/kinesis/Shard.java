package com.acme.analytics.kinesis;

import java.util.List;

/**
 * A shard of the stream, open or closed.
 *
 * @param id such as {@code shardId-000000000000}
 * @param parents the shards it was split or merged from, also those that the stream has no more
 * @param firstHashKey lowest hash key of its records, decimal
 * @param lastHashKey highest hash key of its records, decimal
 */
public record Shard(String id, List<String> parents, String firstHashKey, String lastHashKey) {
  public Shard {
    parents = List.copyOf(parents);
  }
}
