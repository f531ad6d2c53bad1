package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.functions.provisioning.cloudformation.Requests;
import com.acme.analytics.functions.provisioning.cloudformation.ResponseBucket;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole way of a request, from its JSON to a real broker and back to CloudFormation. */
class KafkaTopicHandlerTest {
  private static EngineFixture<KafkaEngine> kafka;
  private static KafkaTopicHandler handler;
  private static Admin admin;

  private final String topic = "test." + UUID.randomUUID();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    kafka = EngineFixture.kafka();
    String servers = kafka.engine().bootstrapServers();
    handler = new KafkaTopicHandler(new TopicsConfig("dev", new KafkaAccess(servers, "PLAINTEXT")));
    admin = Admin.create(Map.of("bootstrap.servers", servers));
  }

  @AfterAll
  static void stop() throws IOException {
    admin.close();
    kafka.close();
  }

  @Test
  void aTopicIsCreatedWithItsPartitionsAndConfiguration() {
    JsonNode answer = answer(requests -> requests.create(topic(3, "retention.ms", "259200000")));

    assertThat(answer.path("Status").asString()).isEqualTo("SUCCESS");
    assertThat(answer.path("PhysicalResourceId").asString()).isEqualTo(topic);
    untilPartitionsAre(3);
    untilConfigIs("retention.ms", "259200000");
  }

  @Test
  void creatingItAgainChangesNothing() {
    answer(requests -> requests.create(topic(3)));

    JsonNode answer = answer(requests -> requests.create(topic(3)));

    assertThat(answer.path("Status").asString()).isEqualTo("SUCCESS");
    untilPartitionsAre(3);
  }

  @Test
  void aTopicThatIsThereWithOtherPartitionsIsNeitherTakenOverNorDeleted() {
    answer(requests -> requests.create(topic(3)));

    JsonNode failed = answer(requests -> requests.create(topic(4)));
    String physicalId = failed.path("PhysicalResourceId").asString();
    JsonNode rollback = answer(requests -> requests.delete(physicalId, topic(4)));

    assertThat(failed.path("Reason").asString())
        .isEqualTo("topic " + topic + " exists with 3 partitions (expected: 4, or no such topic)");
    assertThat(rollback.path("Status").asString()).isEqualTo("SUCCESS");
    untilPartitionsAre(3);
  }

  @Test
  void partitionsGrow() {
    answer(requests -> requests.create(topic(3)));

    JsonNode answer = answer(requests -> requests.update(topic, topic(5), topic(3)));

    assertThat(answer.path("Status").asString()).isEqualTo("SUCCESS");
    untilPartitionsAre(5);
  }

  @Test
  void fewerPartitionsAreRefused() {
    answer(requests -> requests.create(topic(3)));

    JsonNode answer = answer(requests -> requests.update(topic, topic(2), topic(3)));

    assertThat(answer.path("Status").asString()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asString())
        .isEqualTo(
            "Partitions of topic "
                + topic
                + ": 2 (expected: >= 3, as many as it has; Kafka can't remove any)");
    untilPartitionsAre(3);
  }

  @Test
  void aSettingThatIsNoLongerDeclaredGoesBackToTheDefault() {
    answer(requests -> requests.create(topic(1, "max.message.bytes", "2000000")));
    untilConfigIs("max.message.bytes", "2000000");

    answer(
        requests ->
            requests.update(
                topic, topic(1, "retention.ms", "1000"), topic(1, "max.message.bytes", "2000000")));

    untilConfigIs("retention.ms", "1000");
    untilConfigIs("max.message.bytes", "1048588");
  }

  @Test
  void anotherReplicationFactorIsRefused() {
    answer(requests -> requests.create(topic(1)));
    Map<String, Object> replicated = new HashMap<>(topic(1));
    replicated.put("ReplicationFactor", "3");

    JsonNode answer = answer(requests -> requests.update(topic, replicated, topic(1)));

    assertThat(answer.path("Reason").asString())
        .startsWith("ReplicationFactor of topic " + topic + ": 3 (expected: the cluster's default");
  }

  @Test
  void aNewNameMakesANewTopic() {
    answer(requests -> requests.create(topic(1)));
    Map<String, Object> renamed = new HashMap<>(topic(1));
    renamed.put("TopicName", topic + ".new");

    JsonNode answer = answer(requests -> requests.update(topic, renamed, topic(1)));

    assertThat(answer.path("PhysicalResourceId").asString()).isEqualTo(topic + ".new");
    untilPartitionsAre(1);
  }

  @Test
  void deletingItTwiceSucceeds() {
    answer(requests -> requests.create(topic(1)));
    untilPartitionsAre(1);

    JsonNode first = answer(requests -> requests.delete(topic, topic(1)));
    JsonNode second = answer(requests -> requests.delete(topic, topic(1)));

    assertThat(first.path("Status").asString()).isEqualTo("SUCCESS");
    assertThat(second.path("Status").asString()).isEqualTo("SUCCESS");
    await().untilAsserted(() -> assertThat(admin.listTopics().names().get()).doesNotContain(topic));
  }

  @Test
  void whatKafkaRefusesIsTheReason() {
    JsonNode answer = answer(requests -> requests.create(topic(1, "retention.ms", "soon")));

    assertThat(answer.path("Status").asString()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asString()).contains("retention.ms").contains("soon");
  }

  private Map<String, Object> topic(int partitions) {
    return Map.of("TopicName", topic, "Partitions", Integer.toString(partitions));
  }

  private Map<String, Object> topic(int partitions, String setting, String value) {
    Map<String, Object> declared = new HashMap<>(topic(partitions));
    declared.put("Config", Map.of(setting, value));
    return declared;
  }

  private static JsonNode answer(Function<Requests, InputStream> request) {
    try (ResponseBucket bucket = new ResponseBucket()) {
      handler.handleRequest(
          request.apply(new Requests(bucket.url())), OutputStream.nullOutputStream(), null);
      return bucket.answer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void untilPartitionsAre(int partitions) {
    await()
        .ignoreException(ExecutionException.class)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .hasSize(partitions));
  }

  private void untilConfigIs(String setting, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    await()
        .ignoreException(ExecutionException.class)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get(setting)
                            .value())
                    .isEqualTo(value));
  }
}
