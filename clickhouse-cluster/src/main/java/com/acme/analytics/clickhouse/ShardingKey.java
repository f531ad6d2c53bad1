package com.acme.analytics.clickhouse;

import java.util.Arrays;

/**
 * By what each table's rows are spread over the shards. Rows that replace each other have the same
 * sorting key, so a key is made of columns that rows of one sorting key share: they meet on one
 * shard, where FINAL finds them.
 */
enum ShardingKey {
  /** As Flink names a user; all that one user did lies together. */
  EVENTS("events", "cityHash64(customer_id, if(user_id != '', user_id, anonymous_id))"),
  /** Beside the events that they are of. */
  SESSIONS("sessions", "cityHash64(customer_id, user_id)"),
  WINDOWS("windows", "cityHash64(customer_id, seconds, dimension, measure, start, value)"),
  FUNNELS("funnels", "cityHash64(customer_id, funnel_id, start, value)"),
  DIRTY_RANGES("dirty_ranges", "cityHash64(customer_id, kind, hour)"),
  SCHEMA_MIGRATIONS("schema_migrations", "version");

  private final String table;
  private final String expression;

  ShardingKey(String table, String expression) {
    this.table = table;
    this.expression = expression;
  }

  String table() {
    return table;
  }

  String expression() {
    return expression;
  }

  /**
   * @throws IllegalArgumentException when the table has none
   */
  static ShardingKey of(String table) {
    return Arrays.stream(values())
        .filter(key -> key.table.equals(table))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "table: \"%s\" (expected: one with a sharding key in %s)"
                        .formatted(table, ShardingKey.class.getSimpleName())));
  }
}
