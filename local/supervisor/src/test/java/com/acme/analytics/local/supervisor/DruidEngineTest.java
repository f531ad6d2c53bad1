package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DruidEngineTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String SUPERVISOR =
      """
      {"type": "kafka", "spec": {
        "dataSchema": {
          "dataSource": "visits",
          "timestampSpec": {"column": "at", "format": "millis"},
          "dimensionsSpec": {"dimensions": ["path"]},
          "metricsSpec": [
            {"type": "count", "name": "count"},
            {"type": "thetaSketch", "name": "users", "fieldName": "user", "size": 4096}],
          "granularitySpec": {"segmentGranularity": "DAY", "queryGranularity": "MINUTE", "rollup": true}},
        "ioConfig": {
          "topic": "visits", "inputFormat": {"type": "json"}, "useEarliestOffset": true,
          "consumerProperties": {"bootstrap.servers": "%s"}, "taskDuration": "PT1H"},
        "tuningConfig": {"type": "kafka"}}}
      """;

  private static EngineFixture<KafkaEngine> kafka;
  private static EngineFixture<DruidEngine> druid;

  @BeforeAll
  static void start() throws Exception {
    kafka = EngineFixture.kafka();
    druid = EngineFixture.druid();
  }

  @AfterAll
  static void stop() throws Exception {
    druid.close();
    kafka.close();
  }

  @Test
  void recordsOfATopicAreRolledUpAndSurviveSigkill() throws Exception {
    Map<String, Object> servers = Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
    try (Admin admin = Admin.create(servers)) {
      admin.createTopics(List.of(new NewTopic("visits", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
      for (String user : List.of("ann", "ann", "bob")) {
        producer
            .send(
                new ProducerRecord<>(
                    "visits",
                    "{\"at\": 1763900000123, \"path\": \"/\", \"user\": \"%s\"}".formatted(user)))
            .get();
      }
    }

    assertThat(
            post(
                    "/druid/indexer/v1/supervisor",
                    SUPERVISOR.formatted(kafka.engine().bootstrapServers()))
                .statusCode())
        .isEqualTo(200);
    awaitVisits();

    druid.kill();
    Restarts.awaitFirst(druid);

    awaitVisits();
  }

  private static void awaitVisits() {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        post(
                                "/druid/v2/sql",
                                """
                                {"query": "SELECT path, SUM(\\"count\\"), APPROX_COUNT_DISTINCT_DS_THETA(users) FROM visits GROUP BY path",
                                 "resultFormat": "array"}
                                """)
                            .body())
                    .isEqualToIgnoringWhitespace("[[\"/\",3,2]]"));
  }

  private static HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(druid.engine().url().resolve(path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(json))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
