package com.acme.analytics.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.definition.DefinitionsSource;
import com.acme.analytics.flink.kafka.KafkaOfAJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The source of definitions and the sink of alerts on a real Kafka, in a real job. */
class AlertsOnKafkaTest {
  private static final String KEY = "shop/alert-rule/" + new UUID(7, 1);

  @Test
  void whatIsDefinedIsReadAndWhatIsToldIsThereOnceACheckpointHasCommittedIt() throws Exception {
    try (KafkaOfAJob kafka =
        new KafkaOfAJob(
            new NewTopic("definitions", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
            new NewTopic("alerts", 1, (short) 1))) {
      String servers = kafka.servers();
      send(servers, KEY, "{\"name\": \"a\"}");
      JobClient job = startJob(kafka.config());
      try (KafkaConsumer<String, String> alerts = kafka.committed("alerts")) {
        awaitAlerts(alerts, List.of(KEY + " {\"name\": \"a\"}"));
        send(servers, KEY, null);
        awaitAlerts(alerts, List.of(KEY + " deleted"));
      } finally {
        job.cancel().get();
      }
    }
  }

  private static JobClient startJob(KafkaConfig config) throws Exception {
    StreamExecutionEnvironment environment = KafkaOfAJob.environment(new Configuration());
    environment
        .fromSource(DefinitionsSource.of(config), WatermarkStrategy.noWatermarks(), "definitions")
        .map(AlertsOnKafkaTest::told)
        .sinkTo(AlertsSink.of(config));
    return environment.executeAsync();
  }

  private static AlertRecord told(Definition definition) {
    return new AlertRecord(
        definition.key(), definition.json() == null ? "deleted" : definition.json());
  }

  private static void send(String servers, String key, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("definitions", key, value)).get();
    }
  }

  private static void awaitAlerts(KafkaConsumer<String, String> alerts, List<String> expected) {
    List<String> read = new ArrayList<>();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              alerts
                  .poll(Duration.ofMillis(100))
                  .forEach(record -> read.add(record.key() + " " + record.value()));
              assertThat(read).isEqualTo(expected);
            });
  }
}
