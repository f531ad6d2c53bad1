package com.acme.analytics.core.lake;

import static com.acme.analytics.core.lake.LakeType.BOOLEAN;
import static com.acme.analytics.core.lake.LakeType.INTEGER;
import static com.acme.analytics.core.lake.LakeType.LONG;
import static com.acme.analytics.core.lake.LakeType.STRING;
import static com.acme.analytics.core.lake.LakeType.TIMESTAMP;

import java.util.List;
import java.util.Map;

/**
 * The table {@code events}: a row for each accepted event. Its columns are named as those of the
 * hot tier. They are only ever appended, as optional ones, with the next id.
 */
public final class LakeTable {
  /** The table's name. */
  public static final String NAME = "events";

  /** The columns, in order. */
  public static final List<LakeColumn> COLUMNS =
      List.of(
          required(1, "customer_id", STRING),
          required(2, "event_id", STRING),
          required(3, "event", STRING),
          required(4, "timestamp", TIMESTAMP),
          required(5, "received_at", TIMESTAMP),
          optional(6, "user_id", STRING),
          optional(7, "anonymous_id", STRING),
          required(8, "properties", STRING),
          optional(9, "ip", STRING),
          optional(10, "user_agent", STRING),
          optional(11, "locale", STRING),
          optional(12, "page_url", STRING),
          optional(13, "page_path", STRING),
          optional(14, "page_referrer", STRING),
          optional(15, "page_title", STRING),
          optional(16, "utm_source", STRING),
          optional(17, "utm_medium", STRING),
          optional(18, "utm_campaign", STRING),
          optional(19, "utm_term", STRING),
          optional(20, "utm_content", STRING),
          optional(21, "library_name", STRING),
          optional(22, "library_version", STRING),
          optional(23, "user_hash", LONG),
          optional(24, "country", STRING),
          optional(25, "region", STRING),
          optional(26, "city", STRING),
          optional(27, "referrer_domain", STRING),
          optional(28, "schema_version", INTEGER),
          // Reason codes with commas between them.
          optional(29, "warnings", STRING),
          optional(30, "device", STRING),
          optional(31, "os", STRING),
          optional(32, "browser", STRING),
          optional(33, "bot", BOOLEAN),
          optional(34, "bot_reason", STRING),
          // JSON objects: texts by their names, numbers by theirs.
          optional(35, "dimensions", STRING),
          optional(36, "measures", STRING));

  /** A file has rows of one customer and one hour of event time. */
  public static final List<LakePartition> PARTITIONS =
      List.of(
          new LakePartition(1000, "customer_id", "customer_id", "identity"),
          new LakePartition(1001, "timestamp_hour", "timestamp", "hour"));

  /** How the table is written, by whoever writes or compacts it. */
  public static final Map<String, String> PROPERTIES =
      Map.of(
          "format-version", "2",
          "write.format.default", "parquet",
          "write.parquet.compression-codec", "zstd",
          // Between the 64 and 256 MB that scan well; compaction aims at it too.
          "write.target-file-size-bytes", Long.toString(128L << 20),
          // A writer holds one for each file that it is storing.
          "write.parquet.row-group-size-bytes", Long.toString(16L << 20),
          // Each commit writes the metadata anew; the old ones are of no use.
          "write.metadata.delete-after-commit.enabled", "true",
          "write.metadata.previous-versions-max", "20",
          "write.metadata.compression-codec", "gzip");

  private LakeTable() {}

  /**
   * The column of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LakeColumn column(String name) {
    return COLUMNS.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("column: " + name + " (expected: one of the table)"));
  }

  private static LakeColumn required(int id, String name, LakeType type) {
    return new LakeColumn(id, name, type, true);
  }

  private static LakeColumn optional(int id, String name, LakeType type) {
    return new LakeColumn(id, name, type, false);
  }
}
