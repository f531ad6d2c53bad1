package com.acme.analytics.flink.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.AcceptedEventsSource;
import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.deduplication.Deduplicate;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.flink.kafka.KafkaOfAJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The sink on a real Kafka, in a real job that fails once. */
class UniqueOnKafkaTest {
  /** Whether the job has failed; a restarted operator is another object. */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @Test
  void eachEventIsThereOnceThoughItCameTwiceAndTheJobFailedBetweenCheckpoints() throws Exception {
    try (KafkaOfAJob kafka =
        new KafkaOfAJob(
            new NewTopic("events.accepted", 2, (short) 1),
            new NewTopic("events.unique", 1, (short) 1))) {
      String servers = kafka.servers();
      send(servers, 0, 50);
      JobClient job = startJob(kafka.config());
      try (KafkaConsumer<String, String> unique = kafka.committed("events.unique")) {
        List<String> read = new ArrayList<>();
        awaitEvents(unique, read, 50);
        send(servers, 25, 100);
        awaitEvents(unique, read, 100);
      } finally {
        job.cancel().get();
      }
      assertThat(FAILED).isTrue();
    }
  }

  private static JobClient startJob(KafkaConfig config) throws Exception {
    StreamExecutionEnvironment environment =
        KafkaOfAJob.environment(
            new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofMillis(10)));
    environment
        .fromSource(AcceptedEventsSource.of(config), WatermarkStrategy.noWatermarks(), "accepted")
        .keyBy(AcceptedEvent::userKey)
        .process(new Deduplicate(Duration.ofHours(1)))
        .map(UniqueOnKafkaTest::failOnce)
        .sinkTo(UniqueSink.of(config));
    return environment.executeAsync();
  }

  private static DescribedEvent failOnce(AcceptedEvent event) {
    if (event.eventIdLow() == 75 && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("the failure of this test");
    }
    return new DescribedEvent(event, Device.NONE);
  }

  /** Each of them twice. */
  private static void send(String servers, int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = from; i < to; i++) {
        Event event = Events.event("shop", "u" + i % 7, new UUID(1, i));
        event.setPagePath("/" + i);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>("events.accepted", Events.avro(event));
        producer.send(record).get();
        producer.send(record).get();
      }
    }
  }

  private static void awaitEvents(
      KafkaConsumer<String, String> unique, List<String> read, int count) {
    List<String> expected = IntStream.range(0, count).mapToObj(i -> "/" + i).toList();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              unique.poll(Duration.ofMillis(100)).forEach(record -> read.add(path(record.value())));
              assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
            });
  }

  private static String path(String json) {
    return json.replaceFirst(".*\"path\":\"", "").replaceFirst("\".*", "");
  }
}
