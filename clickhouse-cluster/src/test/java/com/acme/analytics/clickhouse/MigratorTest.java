package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server. The admin's rights end at the one database, so each test drops it. */
class MigratorTest {
  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount admin = clickHouse.engine().account(ClickHouseAccount.Role.ADMIN);
    client =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(admin.name())
            .setPassword(admin.password())
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    clickHouse.close();
  }

  @AfterEach
  void dropDatabase() {
    client.queryAll("DROP DATABASE IF EXISTS acme SYNC");
  }

  @Test
  void anEmptyServerGetsEverythingOnce() {
    Migrator migrator = new Migrator(client, "acme");

    assertThat(migrator.migrate()).isEqualTo(Migrations.all());
    assertThat(migrator.migrate()).isEmpty();
    assertThat(text("SELECT engine FROM system.tables WHERE database = 'acme' AND name = 'events'"))
        .containsExactly("ReplacingMergeTree");
  }

  @Test
  void aRepeatedRowIsOneRowForExactReads() {
    new Migrator(client, "acme").migrate();
    String insert =
        """
        INSERT INTO acme.events (customer_id, event_id, event, timestamp, properties)
        SELECT 'a', toUUID('01890a5d-ac96-774b-bcce-b302099a8057'), 'page_view',
          toDateTime64(today(), 3, 'UTC'), '{"status": 404, "tags": ["x"], "a": {"b": 1.5}}'
        """;
    client.queryAll(insert);
    client.queryAll(insert);

    String exact = " FINAL SETTINGS do_not_merge_across_partitions_select_final = 1";
    assertThat(text("SELECT toString(count()) FROM acme.events" + exact)).containsExactly("1");
    assertThat(text("SELECT toString(properties.status) FROM acme.events" + exact))
        .containsExactly("404");
  }

  @Test
  void twoRunsAtOnceLeaveOneSchema() throws Exception {
    Callable<List<Migration>> run = () -> new Migrator(client, "acme", history(6)).migrate();

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<Migration>> done : threads.invokeAll(List.of(run, run, run, run))) {
        done.get();
      }
    }

    assertThat(text("SELECT name FROM system.columns WHERE database = 'acme' AND table = 't'"))
        .containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "c5", "c6");
    assertThat(text("SELECT toString(version) FROM acme.schema_migrations FINAL ORDER BY version"))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void aLaterReleaseAppliesOnlyWhatIsNewAndAnEarlierOneNothing() {
    new Migrator(client, "acme", history(2)).migrate();

    assertThat(new Migrator(client, "acme", history(4)).migrate())
        .extracting(Migration::version)
        .containsExactly(3, 4);
    assertThat(new Migrator(client, "acme", history(1)).migrate()).isEmpty();
  }

  @Test
  void anAppliedMigrationThatWasEditedIsRefusedBeforeAnythingIsApplied() {
    new Migrator(client, "acme", history(2)).migrate();
    List<Migration> edited = new ArrayList<>(history(3));
    edited.set(1, new Migration(2, "add_c2", edited.get(1).sql() + "-- edited\n"));

    assertThatThrownBy(() -> new Migrator(client, "acme", edited).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migration 2 add_c2 was edited");
    assertThat(text("SELECT name FROM system.columns WHERE database = 'acme' AND table = 't'"))
        .containsExactly("c1", "c2");
  }

  @Test
  void aStatementThatTheServerRefusesIsNotRecorded() {
    List<Migration> broken =
        List.of(new Migration(1, "broken", "CREATE TABLE IF NOT EXISTS t (c1 Nonsense);"));

    assertThatThrownBy(() -> new Migrator(client, "acme", broken).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("CREATE TABLE IF NOT EXISTS t (c1 Nonsense)");
    assertThat(new Migrator(client, "acme", history(1)).migrate()).hasSize(1);
  }

  @Test
  void aDatabaseNameThatIsNoPlainWordIsRefused() {
    assertThatThrownBy(() -> new Migrator(client, "acme; DROP DATABASE acme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme; DROP DATABASE acme");
  }

  private static List<Migration> history(int versions) {
    List<Migration> history = new ArrayList<>();
    history.add(
        new Migration(
            1,
            "create_t",
            "CREATE TABLE IF NOT EXISTS t (c1 UInt8) ENGINE = MergeTree ORDER BY c1;\n"));
    for (int version = 2; version <= versions; version++) {
      String sql = "ALTER TABLE t ADD COLUMN IF NOT EXISTS c%d UInt8;%n".formatted(version);
      history.add(new Migration(version, "add_c" + version, sql));
    }
    return history;
  }

  private static List<String> text(String sql) {
    return client.queryAll(sql).stream().map(MigratorTest::first).toList();
  }

  private static String first(GenericRecord row) {
    return row.getString(1);
  }
}
