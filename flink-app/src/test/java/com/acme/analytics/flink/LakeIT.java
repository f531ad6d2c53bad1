package com.acme.analytics.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.TrinoEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job writes, Trino reads, erases and compacts: each event is there exactly once. */
class LakeIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private static Path home;

  private static RunningPlatform platform;
  private static EngineFixture<TrinoEngine> trino;
  private static Connection connection;

  @BeforeAll
  static void start() throws Exception {
    platform = new RunningPlatform(home);
    trino = EngineFixture.trino(platform.lake().catalog());
    connection =
        DriverManager.getConnection(
            "jdbc:trino://127.0.0.1:" + trino.engine().port() + "/awsdatacatalog/acme",
            "test",
            null);
  }

  @AfterAll
  static void stop() throws Exception {
    if (connection != null) {
      connection.close();
    }
    if (trino != null) {
      trino.close();
    }
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void aRowSaysWhatTheEventSaid() throws Exception {
    Event event = Events.event("said", "user1", new UUID(7, 1));
    event.setPagePath("/cart");
    event.setUserHash(42L);
    event.setWarnings(List.of("geo_unavailable", "schema_violation"));
    event.setDimensions(Map.of("plan", "pro \"x\""));
    event.setMeasures(Map.of("price", 9.5));
    event.setUserAgent("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

    platform.send(List.of(event));

    awaitExactly("said", 1);
    assertThat(
            text(
                "SELECT concat_ws(' ', event_id, event, user_id, page_path,"
                    + " CAST(user_hash AS varchar), warnings, device, CAST(bot AS varchar),"
                    + " CAST(CAST(to_unixtime(\"timestamp\") * 1000 AS bigint)"
                    + " AS varchar), json_extract_scalar(dimensions, '$.plan'),"
                    + " json_extract_scalar(measures, '$.price'))"
                    + " FROM events WHERE customer_id = 'said'"))
        .isEqualTo(
            "%s page_view user1 /cart 42 geo_unavailable,schema_violation bot true %d pro \"x\" 9.5"
                .formatted(event.getEventId(), event.getTimestamp().toEpochMilli()));
  }

  @Test
  void lateEventsOfManyHoursAreThereToo() throws Exception {
    List<Event> events = events("late", 0, 400);
    for (int n = 0; n < events.size(); n++) {
      events.get(n).setTimestamp(events.get(n).getTimestamp().minus(Duration.ofHours(n % 100)));
    }

    platform.send(events);

    awaitExactly("late", 400);
  }

  @Test
  void aKilledTaskManagerLosesNothingAndRepeatsNothing() throws Exception {
    survives("taskmanager", () -> platform.killFlink("flink-taskmanager"));
  }

  @Test
  void aKilledJobManagerLosesNothingAndRepeatsNothing() throws Exception {
    survives("jobmanager", () -> platform.killFlink("flink-jobmanager"));
  }

  @Test
  void aKilledS3LosesNothingAndRepeatsNothing() throws Exception {
    survives("s3", () -> platform.lake().killS3());
  }

  @Test
  void aKilledCatalogLosesNothingAndRepeatsNothing() throws Exception {
    survives("catalog", () -> platform.lake().killCatalog());
  }

  @Test
  void onePersonIsErasedAndTheOthersStay() throws Exception {
    platform.send(events("erased", 0, 170));
    awaitExactly("erased", 170);

    execute("DELETE FROM events WHERE customer_id = 'erased' AND user_id = 'user3'");
    platform.send(events("erased", 170, 173));

    awaitExactly("erased", 163);
    assertThat(number("count(*)", "erased' AND user_id = 'user3")).isZero();
    // The rows are gone from the files too once these are rewritten and the old ones removed.
    execute("ALTER TABLE events EXECUTE optimize WHERE customer_id = 'erased'");
    assertThat(number("count(*)", "erased")).isEqualTo(163);
  }

  @Test
  void whoCountsDuringCompactionSeesEachRowOnce() throws Exception {
    for (int batch = 0; batch < 5; batch++) {
      platform.send(events("compacted", batch * 100, batch * 100 + 100));
      awaitExactly("compacted", batch * 100 + 100);
    }
    long before = files("compacted");

    CompletableFuture<Void> compaction =
        CompletableFuture.runAsync(
            () -> execute("ALTER TABLE events EXECUTE optimize WHERE customer_id = 'compacted'"));
    List<Long> counts = new ArrayList<>();
    do {
      counts.add(number("count(*)", "compacted"));
    } while (!compaction.isDone());
    compaction.join();
    counts.add(number("count(*)", "compacted"));

    assertThat(counts).containsOnly(500L);
    assertThat(files("compacted")).isLessThan(before);
  }

  @Test
  void aQueryWithoutItsCustomerIsRefused() {
    assertThatThrownBy(() -> text("SELECT CAST(count(*) AS varchar) FROM events"))
        .hasMessageContaining("Filter required");
  }

  private interface Fault {
    void happen() throws Exception;
  }

  /** Sends, lets the fault happen, sends on, and sends everything again as a client's retry. */
  private static void survives(String customer, Fault fault) throws Exception {
    List<Event> before = events(customer, 0, 1_000);
    platform.send(before);
    fault.happen();
    List<Event> after = events(customer, 1_000, 2_000);
    platform.send(after);
    platform.send(before);
    platform.send(after);

    awaitExactly(customer, 2_000);
    // What the fault had repeated would show by now: a marker sent last is behind it all.
    platform.send(events(customer, 2_000, 2_010));
    awaitExactly(customer, 2_010);
  }

  private static void awaitExactly(String customer, long expected) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(number("count(DISTINCT event_id)", customer)).isEqualTo(expected));
    assertThat(number("count(*)", customer)).isEqualTo(expected);
  }

  private static long files(String customer) {
    return Long.parseLong(
        text(
            "SELECT CAST(count(*) AS varchar) FROM \"events$files\""
                + " WHERE partition.customer_id = '%s'".formatted(customer)));
  }

  private static long number(String what, String customer) {
    return Long.parseLong(
        text(
            "SELECT CAST(%s AS varchar) FROM events WHERE customer_id = '%s'"
                .formatted(what, customer)));
  }

  private static String text(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      var unused = statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static List<Event> events(String customer, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> Events.event(customer, "user" + n % 17, new UUID(7, n)))
        .toList();
  }
}
