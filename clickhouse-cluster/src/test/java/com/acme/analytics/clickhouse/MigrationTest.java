package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
  @Test
  void aFileIsSplitIntoItsStatementsWithoutComments() {
    Migration migration =
        Migration.of(
            "V002__two_tables.sql",
            """
            -- The first; not the second.
            CREATE TABLE IF NOT EXISTS a (x String DEFAULT ';')
            ENGINE = Memory;

            CREATE TABLE IF NOT EXISTS b (x String) ENGINE = Memory;
            """);

    assertThat(migration.version()).isEqualTo(2);
    assertThat(migration.name()).isEqualTo("two_tables");
    assertThat(migration.statements())
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS a (x String DEFAULT ';')\nENGINE = Memory",
            "CREATE TABLE IF NOT EXISTS b (x String) ENGINE = Memory");
  }

  @Test
  void theChecksumDoesNotDependOnLineEnds() {
    String sql = "CREATE TABLE IF NOT EXISTS a (x String)\nENGINE = Memory;\n";

    assertThat(new Migration(1, "a", sql.replace("\n", "\r\n")).checksum())
        .isEqualTo(new Migration(1, "a", sql).checksum())
        .hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE events ADD COLUMN IF NOT EXISTS country LowCardinality(String);",
        "ALTER TABLE events MODIFY TTL toDateTime(timestamp) + INTERVAL 8 DAY;",
        "ALTER TABLE events MATERIALIZE INDEX event_ids;",
        "DROP TABLE IF EXISTS old;"
      })
  void aStatementThatCanBeRepeatedIsAccepted(String sql) {
    assertThat(new Migration(1, "a", sql).statements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE a (x String) ENGINE = Memory;",
        "ALTER TABLE events ADD COLUMN country String;",
        "DROP TABLE old;",
        "INSERT INTO a VALUES (1);",
        "TRUNCATE TABLE events;"
      })
  void aStatementThatCanNotBeRepeatedIsRefused(String sql) {
    assertThatThrownBy(() -> new Migration(7, "a", sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("migration 7")
        .hasMessageContaining("expected: a repeatable statement");
  }

  @Test
  void aFileWithoutStatementsIsRefused() {
    assertThatThrownBy(() -> new Migration(1, "a", "-- nothing\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no statement");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create_events.sql", "V1__a.sql", "V001_a.sql", "V001__A b.sql"})
  void aFileNameOfAnotherFormIsRefused(String name) {
    assertThatThrownBy(() -> Migration.of(name, "DROP TABLE IF EXISTS a;"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
