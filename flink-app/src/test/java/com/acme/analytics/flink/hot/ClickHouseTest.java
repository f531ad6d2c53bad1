package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink against a real server with the real table. */
class ClickHouseTest {
  private static final String EXACT =
      " FINAL SETTINGS do_not_merge_across_partitions_select_final = 1";

  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    clickHouse = EngineFixture.clickHouse();
    admin = connect(Role.ADMIN);
    new Migrator(admin, "acme").migrate();
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    clickHouse.close();
  }

  @AfterEach
  void empty() {
    rows("TRUNCATE TABLE acme.events SYNC");
  }

  @Test
  void everyFieldIsAColumn() throws Exception {
    Event event = Events.event("a", "user", UUID.randomUUID());
    for (Schema.Field field : event.getSchema().getFields()) {
      if (isOptionalText(field)) {
        event.put(field.pos(), field.name() + " é");
      }
    }
    event.setProperties("{\"status\": 404}");
    event.setUserHash(Long.MAX_VALUE);
    event.setSchemaVersion(7);
    event.setWarnings(List.of("geo_unavailable", "schema_violation"));
    Device device = new Device("bot", "an os", "a browser", "robot");

    insert(new HotEvent(event, device));

    GenericRecord row = rows("SELECT * EXCEPT properties FROM acme.events").get(0);
    for (Schema.Field field : event.getSchema().getFields()) {
      if (isOptionalText(field)) {
        assertThat(row.getString(field.name())).isEqualTo(field.name() + " é");
      }
    }
    assertThat(row.getUUID("event_id")).isEqualTo(event.getEventId());
    assertThat(row.getInstant("timestamp")).isEqualTo(event.getTimestamp());
    assertThat(row.getInstant("received_at")).isEqualTo(event.getReceivedAt());
    assertThat(row.getBigInteger("user_hash")).isEqualTo(Long.MAX_VALUE);
    assertThat(row.getLong("schema_version")).isEqualTo(7);
    assertThat(row.getList("warnings")).isEqualTo(event.getWarnings());
    assertThat(row.getString("device")).isEqualTo("bot");
    assertThat(row.getString("os")).isEqualTo("an os");
    assertThat(row.getString("browser")).isEqualTo("a browser");
    assertThat(row.getBoolean("bot")).isTrue();
    assertThat(row.getString("bot_reason")).isEqualTo("robot");
    assertThat(text("SELECT toString(properties.status) FROM acme.events")).containsExactly("404");
  }

  @Test
  void whatAnEventDoesNotHaveIsEmpty() throws Exception {
    Event event = Events.event("a", null, UUID.randomUUID());

    insert(new HotEvent(event, Device.NONE));

    assertThat(
            text(
                "SELECT toString((user_id, country, region, city, referrer_domain, user_hash,"
                    + " schema_version, warnings, device, os, browser, bot, bot_reason))"
                    + " FROM acme.events"))
        .containsExactly("('','','','','',0,0,[],'','','',false,'')");
  }

  private static boolean isOptionalText(Schema.Field field) {
    return field.schema().isUnion()
        && field.schema().getTypes().get(1).getType() == Schema.Type.STRING;
  }

  @Test
  void textThatLooksLikeADateOrANumberStaysText() throws Exception {
    Event event = Events.event("a", "u", UUID.randomUUID());
    event.setProperties("{\"day\": \"2026-01-02\", \"at\": \"2026-01-02 03:04:05\", \"n\": \"7\"}");

    insert(List.of(event), PropertiesForm.OBJECT);

    assertThat(
            text(
                "SELECT arrayStringConcat([dynamicType(properties.day),"
                    + " dynamicType(properties.at), dynamicType(properties.n)], ' ')"
                    + " FROM acme.events"))
        .containsExactly("String String String");
  }

  @Test
  void aRepeatedBatchIsStoredOnce() throws Exception {
    List<Event> events = events(100);

    insert(events, PropertiesForm.OBJECT);
    insert(events, PropertiesForm.OBJECT);

    assertThat(count()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"\\ud800\"}",
        "{\"a\": 123456789012345678901234567890}",
        "{\"a\": 1e999}",
        "{\"a.b\": 1, \"a\": {\"b\": 2}}",
        "{\"a\": 1, \"a\": 2}",
        "{\"\": {\"\": 1}}",
        "{\"a\": [1, \"x\", {\"b\": [null, [2]]}]}",
        "{\"a\": \"\\u0000\"}",
      })
  void awkwardPropertiesNeverLoseTheirEventNorItsNeighbours(String properties) throws Exception {
    List<Event> events = events(3);
    events.get(1).setProperties(properties);

    new PersistentInserts(new ClickHouse(ingest()), BatchPolicy.DEFAULT, metrics())
        .insert(rowsOf(events));

    assertThat(count()).isEqualTo(3);
  }

  @Test
  void propertiesThatAreNoJsonAreBlamedOnTheRow() {
    Event event = Events.event("a", "u", UUID.randomUUID());
    event.setProperties("{\"a\":");

    assertThatThrownBy(() -> insert(List.of(event), PropertiesForm.OBJECT))
        .isInstanceOf(RowsRefusedException.class);
  }

  @Test
  void aBatchIsStoredOnceItsOldestRowHasWaitedLongEnough() throws Exception {
    TestProcessingTimeService clock = new TestProcessingTimeService();
    clock.setCurrentTime(0);
    try (BatchingWriter writer =
        new BatchingWriter(new ClickHouse(ingest()), BatchPolicy.DEFAULT, clock, metrics())) {
      for (Event event : events(10)) {
        writer.write(Events.described(event), null);
      }
      clock.setCurrentTime(199);
      assertThat(count()).isZero();

      clock.setCurrentTime(200);
      assertThat(count()).isEqualTo(10);
    }
  }

  @Test
  void aServerKilledInTheMiddleLosesNothing() throws Exception {
    List<Event> events = events(4_000);
    int written = 0;
    TestProcessingTimeService clock = new TestProcessingTimeService();
    try (BatchingWriter writer =
        new BatchingWriter(new ClickHouse(ingest()), BatchPolicy.DEFAULT, clock, metrics())) {
      for (Event event : events) {
        writer.write(Events.described(event), null);
        written++;
        if (written % 100 == 0) {
          writer.flush(false);
        }
        if (written == 2_000) {
          clickHouse.kill();
        }
      }
      writer.flush(false);
    }

    assertThat(count()).isEqualTo(4_000);
  }

  private static void insert(List<Event> events, PropertiesForm form) throws Exception {
    try (ClickHouse tier = new ClickHouse(ingest())) {
      tier.insert(rowsOf(events), form);
    }
  }

  private static void insert(HotEvent row) throws Exception {
    try (ClickHouse tier = new ClickHouse(ingest())) {
      tier.insert(List.of(row), PropertiesForm.OBJECT);
    }
  }

  private static List<HotEvent> rowsOf(List<Event> events) {
    return events.stream().map(event -> new HotEvent(event, Device.NONE)).toList();
  }

  private static Client ingest() {
    return connect(Role.INGEST);
  }

  private static Client connect(Role role) {
    ClickHouseAccount account = clickHouse.engine().account(role);
    return ClickHouseSink.connect(
        new ClickHouseConfig(clickHouse.engine().url(), "acme", "unused"),
        new Credentials(account.name(), account.password()));
  }

  private static List<Event> events(int count) {
    List<Event> events = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(n -> events.add(Events.event("a", "user" + n % 7, new UUID(1, n))));
    return events;
  }

  private static long count() {
    return Long.parseLong(text("SELECT toString(count()) FROM acme.events" + EXACT).get(0));
  }

  private static List<String> text(String sql) {
    return rows(sql).stream().map(row -> row.getString(1)).toList();
  }

  private static List<GenericRecord> rows(String sql) {
    // A client of its own: a kept connection may be one that a killed server has left.
    try (Client reader = connect(Role.ADMIN)) {
      return reader.queryAll(sql);
    }
  }

  private static UnregisteredMetricsGroup metrics() {
    return new UnregisteredMetricsGroup();
  }
}
