package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QuerySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {
  private static Instant begin;
  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static Client admin;

  private final Rebuild rebuild = new Rebuild(admin, "acme");

  @BeforeAll
  static void start() throws Exception {
    clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .build();
    new Migrator(admin, "acme").migrate();
    begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(60));
  }

  @AfterAll
  static void stop() throws Exception {
    if (admin != null) {
      admin.close();
    }
    if (clickHouse != null) {
      clickHouse.close();
    }
  }

  @BeforeEach
  void empty() {
    for (String table : List.of("events", "windows", "sessions", "dirty_ranges")) {
      execute("TRUNCATE TABLE " + table);
    }
  }

  @Test
  void windowsThatAreWrongOrMissingBecomeWhatTheEventsSay() {
    views("u", 0, 10, 20, 65);
    total(3_600, /* count= */ 1);
    mark("windows", begin, 5);
    mark("windows", begin.plus(Duration.ofHours(1)), 5);

    RebuildReport report = rebuild.run(10);

    assertThat(report.rebuilt()).isEqualTo(2);
    assertThat(report.rows()).isPositive();
    assertThat(report.failed()).isZero();
    assertThat(report.waiting()).isZero();
    assertThat(differences(Truth.WINDOWS)).isEmpty();
  }

  @Test
  void sessionsThatALateEventJoinsBecomeOne() {
    views("u", 0, 20, 40, 60, 70);
    views("v", 5);
    session("u", 0, 20, 2);
    session("u", 60, 70, 2);
    // What the stream made of the late event, having forgotten the others.
    session("u", 40, 40, 1);
    mark("sessions", begin, 5);

    assertThat(rebuild.run(10).rebuilt()).isEqualTo(1);

    assertThat(differences(Truth.SESSIONS)).isEmpty();
    assertThat(starts("u")).containsExactly(begin.toString());
  }

  @Test
  void aSessionOfManyHoursIsFoundWhole() {
    for (int minute = -1_700; minute <= 300; minute += 20) {
      views("u", minute);
    }
    session("u", 40, 40, 1);
    mark("sessions", begin, 5);

    rebuild.run(10);

    assertThat(differences(Truth.SESSIONS)).isEmpty();
    assertThat(starts("u")).containsExactly(begin.minus(Duration.ofMinutes(1_700)).toString());
  }

  @Test
  void aSecondRebuildChangesNothing() {
    views("u", 0, 20, 40, 60, 70);
    session("u", 40, 40, 1);
    mark("windows", begin, 5);
    mark("sessions", begin, 5);
    assertThat(rebuild.run(10).rows()).isPositive();

    mark("windows", begin, 0);
    mark("sessions", begin, 0);
    RebuildReport again = rebuild.run(10);

    assertThat(again.rebuilt()).isEqualTo(2);
    assertThat(again.rows()).isZero();
    assertThat(differences(Truth.SESSIONS)).isEmpty();
  }

  @Test
  void whatWasKilledHalfwayIsStillDirtyAndIsRightAfterTheNextRun() {
    views("u", 0, 20, 40);
    session("u", 20, 20, 1);
    session("u", 40, 40, 1);
    mark("sessions", begin, 5);

    // The run dies when it has written the whole session and not deleted its parts.
    rebuild.wholeSessions(new DirtyRange("a", Truth.SESSIONS, begin), Instant.now());
    assertThat(differences(Truth.SESSIONS)).isNotEmpty();

    assertThat(rebuild.run(10).rebuilt()).isEqualTo(1);
    assertThat(differences(Truth.SESSIONS)).isEmpty();
  }

  @Test
  void anUpdateOfTheStreamsThatKnowsMoreStaysAndOneThatKnowsLessGoesUnder() {
    views("u", 0, 10, 20);
    mark("windows", begin, 5);
    // Of an event that the events' own sink has yet to store.
    total(3_600, /* count= */ 4);
    rebuild.run(10);
    assertThat(total()).isEqualTo(4);

    views("u", 30);
    total(3_600, /* count= */ 1);
    assertThat(total()).isEqualTo(4);
    mark("windows", begin, 0);
    rebuild.run(10);
    assertThat(differences(Truth.WINDOWS)).isEmpty();
  }

  @Test
  void whatIsMarkedWhileItIsRebuiltStaysDirty() {
    views("u", 0);
    mark("windows", begin, 0);

    assertThat(rebuild.run(10).waiting()).isEqualTo(1);
  }

  @Test
  void aRunTakesTheOldestAndLeavesTheOthers() {
    views("u", 0, 60, 120);
    for (int hour = 2; hour >= 0; hour--) {
      mark("windows", begin.plus(Duration.ofHours(hour)), 5);
    }

    assertThat(rebuild.run(1)).extracting(RebuildReport::waiting).isEqualTo(2L);
    assertThat(number("SELECT toInt64(uniqExact(start)) FROM windows WHERE seconds = 3600"))
        .isEqualTo(1);
    assertThat(total()).isEqualTo(1);
    assertThat(rebuild.run(1).rebuilt()).isEqualTo(1);
    assertThat(rebuild.run(5)).extracting(RebuildReport::waiting).isEqualTo(0L);
    assertThat(differences(Truth.WINDOWS)).isEmpty();
  }

  @Test
  void whatIsAboutToLeaveTheHotTierIsLeftAlone() {
    mark("windows", begin.minus(Duration.ofDays(5)), 5);

    assertThat(rebuild.run(10)).isEqualTo(new RebuildReport(0, 0, 0, 0));
  }

  @Test
  void theMarkOfTheStreamNeedsNoTime() {
    execute(
        "INSERT INTO dirty_ranges (customer_id, kind, hour) SELECT 'a', 'windows', %s"
            .formatted(at(0)));

    assertThat(rebuild.run(10).rebuilt()).isEqualTo(1);
  }

  private static void views(String user, int... minutes) {
    for (int minute : minutes) {
      execute(
          """
          INSERT INTO events (customer_id, event_id, event, timestamp, received_at, user_id, user_hash, page_path,
            dimensions, measures)
          SELECT 'a', generateUUIDv4(), 'view', %s, now64(3), '%s', 7, '/p', map('plan', 'free'), map('bytes', 12.)
          """
              .formatted(at(minute), user));
    }
  }

  /** A window of all events from the hour's start, as the stream writes it. */
  private static void total(int seconds, int count) {
    execute(
        """
        INSERT INTO windows (customer_id, seconds, dimension, start, count, version)
        SELECT 'a', %d, 'total', %s, %d, %d
        """
            .formatted(seconds, at(0), count, count));
  }

  private static long total() {
    return number(
        "SELECT toInt64(count) FROM windows FINAL WHERE dimension = 'total' AND measure = ''"
            + " AND seconds = 3600 AND start = "
            + at(0));
  }

  private static void session(String user, int first, int last, int events) {
    execute(
        """
        INSERT INTO sessions (customer_id, user_id, user_hash, start, end, events, version)
        SELECT 'a', '%s', 7, %s, %s, %d, %d
        """
            .formatted(user, at(first), at(last), events, events));
  }

  private static void mark(String kind, Instant hour, int minutesAgo) {
    execute(
        """
        INSERT INTO dirty_ranges (customer_id, kind, hour, marked)
        SELECT 'a', '%s', fromUnixTimestamp64Milli(%d), now64(3) - INTERVAL %d MINUTE
        """
            .formatted(kind, hour.toEpochMilli(), minutesAgo));
  }

  private static List<String> starts(String user) {
    return admin
        .queryAll(
            "SELECT toInt64(toUnixTimestamp64Milli(start)) AS at FROM sessions FINAL"
                + " WHERE user_id = '%s' ORDER BY start".formatted(user),
            Map.of(),
            new QuerySettings().setDatabase("acme"))
        .stream()
        .map(row -> Instant.ofEpochMilli(row.getLong("at")).toString())
        .toList();
  }

  /** Rows that only one of the table and the truth has. */
  private static List<String> differences(Truth truth) {
    return admin
        .queryAll(
            truth.differences(),
            Map.of("customer", "a", "from", "2000-01-01 00:00:00", "to", "2100-01-01 00:00:00"),
            new QuerySettings().setDatabase("acme"))
        .stream()
        .map(row -> row.getString(1))
        .toList();
  }

  private static String at(int minute) {
    return "fromUnixTimestamp64Milli(%d)".formatted(begin.toEpochMilli() + minute * 60_000L);
  }

  private static long number(String sql) {
    return admin
        .queryAll(sql, Map.of(), new QuerySettings().setDatabase("acme"))
        .getFirst()
        .getLong(1);
  }

  private static void execute(String sql) {
    admin.queryAll(sql, Map.of(), new QuerySettings().setDatabase("acme"));
  }
}
