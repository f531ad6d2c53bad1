package com.acme.analytics.local.emulation.eventsources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping.StartingPosition;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class KafkaEventSourceTest {
  private static final String ARN = "arn:aws:kafka:eu-west-1:000000000000:cluster/acme/1";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RetryDelays SOON =
      new RetryDelays(Duration.ofMillis(10), Duration.ofMillis(20));

  private static EngineFixture<KafkaEngine> kafka;
  private static Admin admin;
  private static KafkaProducer<String, String> producer;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = EngineFixture.kafka();
    Map<String, Object> servers = Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
    admin = Admin.create(servers);
    producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
  }

  @AfterAll
  static void stopKafka() throws Exception {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
    kafka.close();
  }

  @Test
  void theEventHasLambdasShape() throws Exception {
    create("shape");
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    try (KafkaEventSource source = source("shape", 10, function)) {
      awaitReady(source);
      ProducerRecord<String, String> record =
          new ProducerRecord<>("shape", 0, 1545084650987L, "key", "value");
      record.headers().add("code", "é".getBytes(StandardCharsets.UTF_8));
      producer.send(record).get();
      await().atMost(LONG).until(() -> !function.events().isEmpty());
    }

    JsonNode event = function.events().getFirst();
    assertThat(event.toString())
        .isEqualTo(
            ("{'eventSource':'aws:kafka','eventSourceArn':'%s','bootstrapServers':'%s',"
                    + "'records':{'shape-0':[{'topic':'shape','partition':0,'offset':0,"
                    + "'timestamp':1545084650987,'timestampType':'CREATE_TIME','key':'a2V5',"
                    + "'value':'dmFsdWU=','headers':[{'code':[-61,-87]}]}]}}")
                .formatted(ARN, kafka.engine().bootstrapServers())
                .replace('\'', '"'));
  }

  @Test
  void aBatchHasAtMostItsSizeAndTheLastOneEndsWithItsWindow() throws Exception {
    create("sizes");
    send("sizes", 5);
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    try (KafkaEventSource source = source("sizes", 2, function)) {
      awaitReady(source);
      await().atMost(LONG).until(() -> function.values().size() == 5);
      await().atMost(LONG).until(() -> committed("sizes") == 5);
    }

    assertThat(function.events())
        .extracting(RecordingFunction::values)
        .containsExactly(List.of("0", "1"), List.of("2", "3"), List.of("4"));
  }

  @Test
  void aBatchThatFailsIsTriedAgainUnchangedAndOnlyItsSuccessIsCommitted() throws Exception {
    create("retries");
    send("retries", 2);
    CompletableFuture<InvokeResult> last = new CompletableFuture<>();
    RecordingFunction function =
        new RecordingFunction(
            invocation ->
                switch (invocation) {
                  case 0, 1 -> RecordingFunction.ERROR;
                  case 2 -> CompletableFuture.failedFuture(new IllegalStateException("closed"));
                  case 3 ->
                      CompletableFuture.completedFuture(
                          new InvokeResult.Refused(429, "TooManyRequestsException", "Rate"));
                  default -> last;
                });
    try (KafkaEventSource source = source("retries", 2, function)) {
      awaitReady(source);
      await().atMost(LONG).until(() -> function.events().size() == 5);
      assertThat(committed("retries")).isZero();
      last.complete(new InvokeResult.Success(new byte[0]));
      await().atMost(LONG).until(() -> committed("retries") == 2);
    }

    assertThat(function.events()).hasSize(5).containsOnly(function.events().getFirst());
  }

  @Test
  void recordsComeAgainAfterAnEndBetweenInvocationAndCommit() throws Exception {
    create("abandoned");
    send("abandoned", 3);
    RecordingFunction first = new RecordingFunction(invocation -> new CompletableFuture<>());
    try (KafkaEventSource source = source("abandoned", 10, first)) {
      awaitReady(source);
      await().atMost(LONG).until(() -> !first.events().isEmpty());
    }
    RecordingFunction second = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    try (KafkaEventSource source = source("abandoned", 10, second)) {
      awaitReady(source);
      await().atMost(LONG).until(() -> second.values().size() == 3);
      await().atMost(LONG).until(() -> committed("abandoned") == 3);
    }

    assertThat(second.values()).isEqualTo(first.values()).containsExactly("0", "1", "2");
  }

  @Test
  void theFunctionThatRunsAtAStopIsWaitedForAndCommitted() throws Exception {
    create("stopped");
    send("stopped", 3);
    CompletableFuture<InvokeResult> running = new CompletableFuture<>();
    RecordingFunction function = new RecordingFunction(invocation -> running);
    KafkaEventSource source = source("stopped", 10, function);
    awaitReady(source);
    await().atMost(LONG).until(() -> !function.events().isEmpty());
    Thread stop = Thread.ofPlatform().start(source::close);
    await().atMost(LONG).until(() -> stop.getState() == Thread.State.TIMED_WAITING);
    running.complete(new InvokeResult.Success(new byte[0]));
    stop.join();

    assertThat(committed("stopped")).isEqualTo(3);
  }

  @Test
  void noRecordIsLostWhenTheBrokerIsKilledBeforeTheCommit() throws Exception {
    create("killed");
    send("killed", 3);
    RecordingFunction function =
        new RecordingFunction(
            invocation -> {
              if (invocation == 0) {
                kill();
              }
              return RecordingFunction.SUCCESS;
            });
    try (KafkaEventSource source = source("killed", 2, function)) {
      awaitReady(source);
      await().atMost(LONG).until(() -> function.values().contains("2"));
      await().atMost(LONG).ignoreExceptions().until(() -> committed("killed") == 3);
    }

    assertThat(function.values()).contains("0", "1", "2");
  }

  private static void kill() {
    try {
      kafka.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static KafkaEventSource source(String topic, int batchSize, RecordingFunction function) {
    return new KafkaEventSource(
        new KafkaEventSourceMapping(
            "Mapping",
            "function",
            ARN,
            kafka.engine().bootstrapServers(),
            List.of(topic),
            topic,
            batchSize,
            Duration.ofMillis(100),
            StartingPosition.TRIM_HORIZON),
        function,
        SOON);
  }

  private static void awaitReady(KafkaEventSource source) throws Exception {
    source.ready().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private static void create(String topic) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  private static void send(String topic, int records) throws Exception {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(topic, Integer.toString(i))).get();
    }
  }

  /** The group's offset; 0 where it has none. */
  private static long committed(String group) throws Exception {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(10, TimeUnit.SECONDS)
            .get(new TopicPartition(group, 0));
    return offset == null ? 0 : offset.offset();
  }
}
