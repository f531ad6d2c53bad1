package com.acme.analytics.druid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.local.supervisor.DruidEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Period;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaUnion;
import org.apache.datasketches.theta.UpdatableThetaSketch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Druid takes in what the topic of unique events has, and says what its documents promise.
 */
class DruidSpecsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long MINUTE =
      Math.floorDiv(System.currentTimeMillis(), 60_000L) * 60_000 - 3_600_000;

  private static final List<String> RECORDS =
      List.of(
          event(
              "shop",
              123,
              "{'path':'/cart','bot':false,'user':'u-1','dimensions':{'cart.kind':'gift','plan':'pro'},'measure_1':'items','value_1':3.0,'measure_2':'total','value_2':12.5}"),
          event(
              "shop",
              59_999,
              "{'path':'/cart','bot':false,'user':'u-2','dimensions':{'plan':'pro','cart.kind':'gift'},'measure_1':'items','value_1':1.0,'measure_2':'total','value_2':0.5}"),
          "no JSON at all",
          event("shop", 1_000, "{'path':'/','bot':true,'measure_1':'total','value_1':7.25}"),
          event("other", 1_000, "{'path':'/','bot':false,'user':'u-1'}"));

  private static EngineFixture<KafkaEngine> kafka;
  private static EngineFixture<DruidEngine> druid;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    kafka = EngineFixture.kafka();
    druid = EngineFixture.druid();
    http = HttpClient.newHttpClient();
    Map<String, Object> servers = Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
    try (Admin admin = Admin.create(servers)) {
      admin.createTopics(List.of(new NewTopic("events.unique", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
      for (String event : RECORDS) {
        producer.send(new ProducerRecord<>("events.unique", event)).get();
      }
    }
    apply();
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> sql("SELECT SUM(\"count\") FROM events").get(0).get(0).asLong() == 4);
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    druid.close();
    kafka.close();
  }

  @Test
  void eventsOfOneMinuteWithEqualDimensionsAreOneRow() throws Exception {
    assertThat(
            sql(
                "SELECT path, COUNT(*), SUM(\"count\") FROM events WHERE customer_id = 'shop'"
                    + " GROUP BY path ORDER BY path"))
        .hasToString("[[\"/\",1,1],[\"/cart\",1,2]]");
  }

  @Test
  void aMeasureIsFoundAtWhicheverPlaceItsNameStands() throws Exception {
    String places =
        """
        SELECT
          SUM(value_1_sum) FILTER (WHERE measure_1 = 'total'),
          SUM(value_2_sum) FILTER (WHERE measure_2 = 'total'),
          MAX(value_2_max) FILTER (WHERE measure_2 = 'total'),
          MIN(value_1_min) FILTER (WHERE measure_1 = 'items'),
          SUM("count") FILTER (WHERE measure_1 = 'items')
        FROM events WHERE customer_id = 'shop'
        """;

    assertThat(sql(places)).hasToString("[[7.25,13.0,12.5,1.0,2]]");
  }

  @Test
  void declaredDimensionsAndBotAreAskedByTheirText() throws Exception {
    assertThat(
            sql(
                "SELECT JSON_VALUE(dimensions, '$[''cart.kind'']'), bot, SUM(\"count\") FROM events"
                    + " WHERE customer_id = 'shop' AND JSON_VALUE(dimensions, '$.plan') = 'pro'"
                    + " GROUP BY 1, 2"))
        .hasToString("[[\"gift\",\"false\",2]]");
  }

  @Test
  void usersAreTheSketchThatDataSketchesMakesOfTheSameTexts() throws Exception {
    String base64 =
        sql("SELECT DS_THETA(users, 4096) FROM events WHERE customer_id = 'shop'")
            .get(0)
            .get(0)
            .asString()
            .replace("\"", "");
    CompactThetaSketch ofDruid =
        CompactThetaSketch.heapify(MemorySegment.ofArray(Base64.getDecoder().decode(base64)));
    UpdatableThetaSketch expected = UpdatableThetaSketch.builder().build();
    expected.update("u-1");
    expected.update("u-2");
    ThetaUnion union = ThetaSetOperation.builder().buildUnion();
    union.union(ofDruid);
    union.union(expected);

    assertThat(ofDruid.getEstimate()).isEqualTo(2);
    assertThat(union.getResult().getEstimate()).isEqualTo(2);
  }

  @Test
  void quantilesAreWithinTheSketchsError() throws Exception {
    assertThat(
            sql(
                "SELECT APPROX_QUANTILE_DS(value_2_quantiles, 1) FROM events"
                    + " WHERE customer_id = 'shop'"))
        .hasToString("[[12.5]]");
  }

  @Test
  void whatIsGivenTwiceChangesNothing() throws Exception {
    JsonNode before = tasks();

    apply();

    assertThat(tasks()).isEqualTo(before);
    assertThat(before.isEmpty()).isFalse();
  }

  @Test
  void minutesAreKeptForTheRetention() throws Exception {
    JsonNode rules = get("/druid/coordinator/v1/rules/events");

    assertThat(rules.get(0).path("type").asString()).isEqualTo("loadByPeriod");
    assertThat(rules.get(0).path("period").asString()).isEqualTo("P90D");
    assertThat(rules.get(1).path("type").asString()).isEqualTo("dropForever");
    assertThat(get("/druid/coordinator/v1/config/compaction/events").path("dataSource").asString())
        .isEqualTo("events");
  }

  @Test
  void aDruidThatCannotBeReachedIsNamed() {
    try (DruidSpecs nowhere = new DruidSpecs(URI.create("http://127.0.0.1:1"))) {
      assertThatExceptionOfType(DruidException.class)
          .isThrownBy(() -> nowhere.apply(ingestion()))
          .withMessage("Druid at http://127.0.0.1:1 can't be reached");
    }
  }

  private static void apply() {
    try (DruidSpecs specs = new DruidSpecs(druid.engine().url())) {
      specs.apply(ingestion());
    }
  }

  private static Ingestion ingestion() {
    return new Ingestion(
        "events.unique",
        Map.of("bootstrap.servers", kafka.engine().bootstrapServers()),
        /* tasks= */ 1,
        /* replicas= */ 1,
        Period.ofDays(90));
  }

  private static JsonNode tasks() throws Exception {
    return JsonMapper.shared()
        .valueToTree(
            get("/druid/indexer/v1/runningTasks")
                .valueStream()
                .map(task -> task.path("id").asString())
                .sorted()
                .toList());
  }

  private static JsonNode sql(String query) throws Exception {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("query", query)
            .put("resultFormat", "array")
            .toString();
    return send(
        HttpRequest.newBuilder(druid.engine().url().resolve("/druid/v2/sql"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(druid.engine().url().resolve(path)));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String event(String customer, long millis, String members) {
    return "{'customer_id':'%s','timestamp':%d,'event':'view',"
        .formatted(customer, MINUTE + millis)
        .concat(members.substring(1))
        .replace('\'', '"');
  }
}
