package com.acme.analytics.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code schema_migrations} of a database: which versions it has, with checksums. */
final class AppliedMigrations {
  /** Two runs may both record a version: the table keeps one row of each. */
  static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations
      (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
      ENGINE = ReplacingMergeTree ORDER BY version
      """;

  private final Statements statements;

  AppliedMigrations(Statements statements) {
    this.statements = statements;
  }

  /** Version to checksum. */
  Map<Integer, String> checksums() {
    Map<Integer, String> checksums = new TreeMap<>();
    List<GenericRecord> rows =
        statements.query("SELECT version, checksum FROM schema_migrations FINAL ORDER BY version");
    for (GenericRecord row : rows) {
      checksums.put(row.getInteger("version"), row.getString("checksum"));
    }
    return checksums;
  }

  void record(Migration migration) {
    statements.execute(
        "INSERT INTO schema_migrations (version, name, checksum) VALUES (%d, '%s', '%s')"
            .formatted(migration.version(), migration.name(), migration.checksum()));
  }
}
