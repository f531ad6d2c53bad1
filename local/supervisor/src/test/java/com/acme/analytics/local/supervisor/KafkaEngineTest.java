package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class KafkaEngineTest {
  private static EngineFixture<KafkaEngine> kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = EngineFixture.kafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @Test
  void anAcknowledgedRecordSurvivesSigkill() throws Exception {
    try (Admin admin = Admin.create(servers())) {
      admin.createTopics(List.of(new NewTopic("survives", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer = producer()) {
      producer.send(new ProducerRecord<>("survives", "acknowledged")).get();
    }

    kafka.kill();
    Restarts.awaitFirst(kafka);

    assertThat(onlyRecordOf("survives")).isEqualTo("acknowledged");
  }

  @Test
  void aTopicIsNotMadeByAMisspeltName() {
    try (Admin admin = Admin.create(servers())) {
      assertThatThrownBy(
              () ->
                  admin
                      .describeTopics(List.of("misspelt"))
                      .allTopicNames()
                      .get(9, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static String onlyRecordOf(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(servers(), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
      assertThat(records.count()).isEqualTo(1);
      return records.records(partition).getFirst().value();
    }
  }

  private static KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(servers(), new StringSerializer(), new StringSerializer());
  }

  private static Map<String, Object> servers() {
    return Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
  }
}
