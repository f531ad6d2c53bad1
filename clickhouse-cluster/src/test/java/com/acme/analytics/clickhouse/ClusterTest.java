package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The statements for a cluster. The engine of one machine has neither replication nor a cluster, so
 * what it can't do is taken off the statements before it runs them.
 */
class ClusterTest {
  private static final Cluster CLUSTER = new Cluster("acme");
  private static final Pattern DISTRIBUTED =
      Pattern.compile("(.*) ENGINE = Distributed\\(acme, acme, (\\w+), (.*)\\)");

  @Test
  void theDatabaseKeepsItsTablesInKeeper() {
    assertThat(CLUSTER.createDatabase("acme"))
        .isEqualTo(
            "CREATE DATABASE IF NOT EXISTS acme ON CLUSTER acme"
                + " ENGINE = Replicated('/clickhouse/databases/acme', '{shard}', '{replica}')");
  }

  @Test
  void aTableIsAReplicatedOneBehindADistributedOne() {
    assertThat(
            CLUSTER.statements(
                "acme",
                "CREATE TABLE IF NOT EXISTS sessions\n(a String)\nENGINE = ReplacingMergeTree(v, d)\nORDER BY a"))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS sessions_local\n(a String)\nENGINE = ReplicatedReplacingMergeTree(v, d)\nORDER BY a",
            "CREATE TABLE IF NOT EXISTS sessions AS sessions_local ENGINE ="
                + " Distributed(acme, acme, sessions_local, cityHash64(customer_id, user_id))");
  }

  @Test
  void aColumnComesBehindBeforeItComesInFrontAndGoesTheOtherWay() {
    assertThat(CLUSTER.statements("acme", "ALTER TABLE events ADD COLUMN IF NOT EXISTS a Bool"))
        .containsExactly(
            "ALTER TABLE events_local ADD COLUMN IF NOT EXISTS a Bool",
            "ALTER TABLE events ADD COLUMN IF NOT EXISTS a Bool");
    assertThat(CLUSTER.statements("acme", "ALTER TABLE events DROP COLUMN IF EXISTS a"))
        .containsExactly(
            "ALTER TABLE events DROP COLUMN IF EXISTS a",
            "ALTER TABLE events_local DROP COLUMN IF EXISTS a");
  }

  @Test
  void whatIsNoColumnConcernsTheTableBehindAlone() {
    assertThat(
            Stream.of("MATERIALIZE INDEX i", "ADD INDEX IF NOT EXISTS i a", "MODIFY TTL t + 1")
                .flatMap(what -> CLUSTER.statements("acme", "ALTER TABLE events " + what).stream()))
        .containsExactly(
            "ALTER TABLE events_local MATERIALIZE INDEX i",
            "ALTER TABLE events_local ADD INDEX IF NOT EXISTS i a",
            "ALTER TABLE events_local MODIFY TTL t + 1");
  }

  @Test
  void aTableGoesBeforeTheOneBehindIt() {
    assertThat(CLUSTER.statements("acme", "DROP TABLE IF EXISTS old"))
        .containsExactly("DROP TABLE IF EXISTS old", "DROP TABLE IF EXISTS old_local");
  }

  @Test
  void aTableWithoutAShardingKeyAndAViewAreRefused() {
    assertThatThrownBy(
            () ->
                CLUSTER.statements(
                    "acme", "CREATE TABLE IF NOT EXISTS t (a Bool) ENGINE = MergeTree ORDER BY a"))
        .hasMessage("table: \"t\" (expected: one with a sharding key in ShardingKey)");
    assertThatThrownBy(() -> CLUSTER.statements("acme", "CREATE VIEW IF NOT EXISTS v AS SELECT 1"))
        .hasMessageStartingWith(
            "\"CREATE VIEW IF NOT EXISTS v AS SELECT 1\" (expected on a cluster");
  }

  @Test
  void aNameThatIsNoPlainWordIsRefused() {
    assertThatThrownBy(() -> new Cluster("acme'"))
        .hasMessageStartingWith("cluster: \"acme'\" (expected: matching ");
  }

  @Test
  void everyTableOfTheMigrationsHasBothOnTheClusterWithItsColumnsAndSortingKey() throws Exception {
    try (EngineFixture<ClickHouseEngine> clickHouse = EngineFixture.clickHouse();
        Client client = client(clickHouse)) {
      new Migrator(client, "acme").migrate();
      List<String> single = columnsAndKeys(client);
      client.queryAll("DROP DATABASE acme SYNC");

      Statements statements = new Statements(client, "acme");
      new Statements(client, "default").execute("CREATE DATABASE acme");
      Stream.concat(
              Stream.of(AppliedMigrations.TABLE),
              Migrations.all().stream().flatMap(migration -> migration.statements().stream()))
          .flatMap(statement -> CLUSTER.statements("acme", statement).stream())
          .flatMap(ClusterTest::onOneServer)
          .forEach(statements::execute);

      assertThat(tables(client, "engine = 'Merge'"))
          .containsExactlyElementsOf(
              Stream.of(ShardingKey.values()).map(ShardingKey::table).sorted().toList());
      assertThat(columns(client, "NOT endsWith(table, '_local')"))
          .isEqualTo(columns(client, "endsWith(table, '_local')"));
      for (String table : tables(client, "engine = 'Merge'")) {
        client.queryAll("DROP TABLE acme." + table + " SYNC");
        client.queryAll("RENAME TABLE acme." + table + "_local TO acme." + table);
      }
      assertThat(columnsAndKeys(client)).isEqualTo(single);
    }
  }

  /**
   * Without replication, and with a table in front that needs no cluster. The sharding key is read
   * at once, as its columns have to be there from the start.
   */
  private static Stream<String> onOneServer(String statement) {
    Matcher distributed = DISTRIBUTED.matcher(statement);
    if (distributed.matches()) {
      return Stream.of(
          "SELECT %s FROM %s".formatted(distributed.group(3), distributed.group(2)),
          "%s ENGINE = Merge(acme, '^%s$')".formatted(distributed.group(1), distributed.group(2)));
    }
    return Stream.of(statement.replace("ENGINE = Replicated", "ENGINE = "));
  }

  private static List<String> columnsAndKeys(Client client) {
    return Stream.concat(
            columns(client, "1").stream(),
            text(
                client,
                """
                SELECT concat(name, ' ', engine, ' ', sorting_key, ' ', primary_key, ' ', partition_key)
                FROM system.tables WHERE database = 'acme' ORDER BY name
                """)
                .stream())
        .toList();
  }

  private static List<String> columns(Client client, String where) {
    return text(
        client,
        """
        SELECT concat(replaceRegexpOne(table, '_local$', ''), ' ', name, ' ', type, ' ', default_kind, ' ',
            default_expression, ' ', compression_codec)
        FROM system.columns WHERE database = 'acme' AND %s ORDER BY table, position
        """
            .formatted(where));
  }

  private static List<String> tables(Client client, String where) {
    return text(
        client,
        "SELECT name FROM system.tables WHERE database = 'acme' AND " + where + " ORDER BY name");
  }

  private static List<String> text(Client client, String sql) {
    return client.queryAll(sql).stream().map(row -> row.getString(1)).toList();
  }

  private static Client client(EngineFixture<ClickHouseEngine> clickHouse) {
    ClickHouseAccount admin = clickHouse.engine().account(ClickHouseAccount.Role.ADMIN);
    return new Client.Builder()
        .addEndpoint(clickHouse.engine().url().toString())
        .setUsername(admin.name())
        .setPassword(admin.password())
        .build();
  }
}
