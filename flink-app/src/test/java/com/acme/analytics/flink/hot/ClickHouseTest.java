package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.batch.SinkHarness;
import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.flink.dirty.DirtyRange;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
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

  /** Without a distance between inserts: the operator's clock stands. */
  private static final BatchPolicy POLICY =
      new BatchPolicy(
          20_000,
          8 << 20,
          Duration.ofMillis(200),
          Duration.ZERO,
          3,
          200_000,
          64L << 20,
          RetryPolicy.STANDARD);

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

    insert(List.of(described(event, device)));

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

    insert(described(List.of(event)));

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

    insert(described(List.of(event)));

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

    insert(described(events));
    insert(described(events));

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

    try (SinkHarness<DescribedEvent, Integer> sink = sink()) {
      for (Event event : events) {
        sink.write(Events.described(event));
      }
      sink.endInput();
    }

    assertThat(count()).isEqualTo(3);
  }

  @Test
  void propertiesThatAreNoJsonAreBlamedOnTheRow() {
    Event event = Events.event("a", "u", UUID.randomUUID());
    event.setProperties("{\"a\":");

    assertThatThrownBy(() -> insert(described(List.of(event))))
        .isInstanceOf(RowsRefusedException.class);
  }

  @Test
  void aServerKilledInTheMiddleLosesNothing() throws Exception {
    OperatorSubtaskState checkpoint;
    try (SinkHarness<DescribedEvent, Integer> sink = sink()) {
      int written = 0;
      for (Event event : events(3_000)) {
        sink.write(Events.described(event));
        written++;
        sink.time(written);
        if (written == 1_500) {
          clickHouse.kill();
        }
      }
      checkpoint = sink.checkpoint(1);
    }

    try (SinkHarness<DescribedEvent, Integer> restored =
        new SinkHarness<>(eventsSink(), checkpoint)) {
      restored.endInput();
    }

    assertThat(count()).isEqualTo(3_000);
  }

  @Test
  void eachTypeIsReadAsItWasWritten() throws Exception {
    rows(
        "CREATE TABLE acme.kinds (text LowCardinality(String), id UUID, a Int8, b Int16, c Int32,"
            + " d UInt64, e Float64, f Bool, g Array(String), h Array(UInt64),"
            + " i Map(Int16, UInt64), j DateTime64(3, 'UTC')) ENGINE = Memory");
    RowBinary row = new RowBinary(16);
    row.string("é");
    row.uuid(new UUID(1, 2));
    row.int8((byte) -1);
    row.int16((short) -2);
    row.int32(-3);
    row.int64(4);
    row.float64(0.5);
    row.bool(true);
    row.strings(List.of("x", ""));
    row.int64s(new long[] {5, 6, 7}, 2);
    row.map(new short[] {-8, 9}, new long[] {10, 11});
    row.dateTime64(1_500);
    List<String> columns = List.of("text,id,a,b,c,d,e,f,g,h,i,j".split(",", -1));

    try (ClickHouse kinds = new ClickHouse(connect(Role.ADMIN), "kinds")) {
      kinds.insert(new EncodedRows(columns, 0, row.toByteArray(), new int[] {row.length()}, 1));
    }

    assertThat(text("SELECT toString(tuple(*)) FROM acme.kinds"))
        .containsExactly(
            "('é','00000000-0000-0001-0000-000000000002',-1,-2,-3,4,0.5,true,['x',''],[5,6],"
                + "{-8:10,9:11},'1970-01-01 00:00:01.500')");
  }

  private static SinkHarness<DescribedEvent, Integer> sink() throws Exception {
    return new SinkHarness<>(eventsSink());
  }

  private static ClickHouseSink<DescribedEvent> eventsSink() {
    return new ClickHouseSink<>(new EventRows(), POLICY, () -> new ClickHouse(ingest(), "events"));
  }

  @Test
  void aDirtyRangeIsMarkedByTheServersClock() throws Exception {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    OpenBatch<DirtyRange> batch = new OpenBatch<>(new DirtyRangeRows());
    batch.add(new DirtyRange("a", "windows", hour.toEpochMilli()), 0);
    try (ClickHouse tier = new ClickHouse(ingest(), "dirty_ranges")) {
      tier.insert(batch.take());
    }

    assertThat(
            text(
                "SELECT concat(customer_id, ' ', kind, ' ', toString(toUnixTimestamp(hour)),"
                    + " ' ', toString(dateDiff('minute', marked, now64(3)) < 60), ' ',"
                    + " toString(toUnixTimestamp(rebuilt))) FROM acme.dirty_ranges"))
        .containsExactly("a windows %d 1 0".formatted(hour.getEpochSecond()));
  }

  private static void insert(List<DescribedEvent> events) throws Exception {
    OpenBatch<DescribedEvent> batch = new OpenBatch<>(new EventRows());
    for (DescribedEvent event : events) {
      batch.add(event, 0);
    }
    try (ClickHouse tier = new ClickHouse(ingest(), "events")) {
      tier.insert(batch.take());
    }
  }

  private static List<DescribedEvent> described(List<Event> events) {
    return events.stream().map(Events::described).toList();
  }

  private static DescribedEvent described(Event event, Device device) {
    return new DescribedEvent(Events.accepted(event), device);
  }

  private static Client ingest() {
    return connect(Role.INGEST);
  }

  private static Client connect(Role role) {
    ClickHouseAccount account = clickHouse.engine().account(role);
    return ClickHouse.connect(
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
}
