package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.functions.provisioning.cloudformation.Requests;
import com.acme.analytics.functions.provisioning.cloudformation.ResponseBucket;
import com.acme.analytics.local.supervisor.DruidEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole way of a request, from its JSON to a real Druid and back to CloudFormation. */
class DruidIngestionHandlerTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TOPIC = "events.unique";
  private static final Map<String, ?> PROPERTIES =
      Map.of(
          "Topic",
          TOPIC,
          "Tasks",
          1,
          "Replicas",
          1,
          "RetentionDays",
          90,
          "Version",
          "of the specs");

  private static EngineFixture<KafkaEngine> kafka;
  private static EngineFixture<DruidEngine> druid;
  private static Admin admin;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    kafka = EngineFixture.kafka();
    druid = EngineFixture.druid();
    admin = Admin.create(servers());
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    http.close();
    admin.close();
    druid.close();
    kafka.close();
  }

  @Test
  void aDeletionKeepsWhatWasTakenInAndATopicMadeAnewIsReadFromItsBeginning() throws Exception {
    createTopicOf(3);
    assertSuccess(answer(druid.engine().url(), requests -> requests.create(PROPERTIES)));
    untilEventsAre(3);

    assertSuccess(delete());

    assertThat(ask("/druid/indexer/v1/supervisor")).isEqualTo("[]");
    untilEventsAre(3);
    admin.deleteTopics(List.of(TOPIC)).all().get();
    await().atMost(LIMIT).until(() -> !admin.listTopics().names().get().contains(TOPIC));
    createTopicOf(1);
    assertSuccess(answer(druid.engine().url(), requests -> requests.create(PROPERTIES)));
    untilEventsAre(4);

    assertSuccess(delete());
    assertSuccess(delete());
  }

  @Test
  void aDruidThatCannotBeReachedIsSaidToCloudFormation() {
    JsonNode failed =
        answer(URI.create("http://127.0.0.1:1"), requests -> requests.create(PROPERTIES));

    assertThat(failed.path("Status").asString()).isEqualTo("FAILED");
    assertThat(failed.path("Reason").asString())
        .isEqualTo("Druid at http://127.0.0.1:1 can't be reached");
  }

  private static void assertSuccess(JsonNode answer) {
    assertThat(answer.path("Status").asString()).as(answer.toString()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asString()).isEqualTo("events");
  }

  private static JsonNode delete() {
    return answer(druid.engine().url(), requests -> requests.delete("events", PROPERTIES));
  }

  private static JsonNode answer(URI url, Function<Requests, InputStream> request) {
    DruidConfig config =
        new DruidConfig(
            "dev", url, new KafkaAccess(kafka.engine().bootstrapServers(), "PLAINTEXT"));
    try (ResponseBucket bucket = new ResponseBucket()) {
      new DruidIngestionHandler(config)
          .handleRequest(
              request.apply(new Requests(bucket.url())), OutputStream.nullOutputStream(), null);
      return bucket.answer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void createTopicOf(int events) throws Exception {
    admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(servers(), new StringSerializer(), new StringSerializer())) {
      for (int event = 0; event < events; event++) {
        producer
            .send(
                new ProducerRecord<>(
                    TOPIC,
                    "{\"customer_id\": \"shop\", \"event\": \"view\", \"bot\": false, \"timestamp\": "
                        + System.currentTimeMillis()
                        + "}"))
            .get();
      }
    }
  }

  private static void untilEventsAre(int count) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        ask(
                            "/druid/v2/sql",
                            "{\"query\": \"SELECT SUM(\\\"count\\\") FROM events\","
                                + " \"resultFormat\": \"array\"}"))
                    .isEqualToIgnoringWhitespace("[[" + count + "]]"));
  }

  private static String ask(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private static String ask(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(druid.engine().url().resolve(path))
        .timeout(Duration.ofSeconds(30));
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Map<String, Object> servers() {
    return Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
  }
}
