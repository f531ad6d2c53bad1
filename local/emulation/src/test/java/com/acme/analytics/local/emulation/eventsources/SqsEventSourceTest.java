package com.acme.analytics.local.emulation.eventsources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.Queue;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SqsEventSourceTest {
  private static final String ARN = "arn:aws:sqs:eu-west-1:000000000000:";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RetryDelays SOON =
      new RetryDelays(Duration.ofMillis(10), Duration.ofMillis(20));

  private static EngineFixture<SqsEngine> engine;
  private static SqsClient sqs;

  @BeforeAll
  static void startSqs() throws Exception {
    engine = EngineFixture.sqs();
    sqs = engine.engine().client();
  }

  @AfterAll
  static void stopSqs() throws Exception {
    sqs.close();
    engine.close();
  }

  @Test
  void theEventHasLambdasShape() {
    Queue queue = create("shape", Duration.ofHours(1));
    sqs.sendMessage(
        send ->
            send.queueUrl(queue.url())
                .messageBody("{\"é\": 1}")
                .messageAttributes(
                    Map.of(
                        "attempt",
                        MessageAttributeValue.builder()
                            .dataType("Number")
                            .stringValue("7")
                            .build())));
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    try (SqsEventSource source = source(mapping(queue, 1, false), function)) {
      await().atMost(LONG).until(() -> !function.events().isEmpty());
    }

    ObjectNode record = (ObjectNode) function.events().getFirst().path("Records").get(0);
    assertThat(record.remove("messageId").asString()).hasSize(36);
    assertThat(record.remove("receiptHandle").asString()).isNotEmpty();
    assertThat(record.remove("md5OfMessageAttributes").asString()).hasSize(32);
    ObjectNode attributes = (ObjectNode) record.remove("attributes");
    assertThat(attributes.propertyNames())
        .contains("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
    assertThat(attributes.path("ApproximateReceiveCount").asString()).isEqualTo("1");
    assertThat(record.toString().replace('"', '\''))
        .isEqualTo(
            "{'body':'{\\'é\\': 1}','messageAttributes':{'attempt':{'stringValue':'7',"
                + "'stringListValues':[],'binaryListValues':[],'dataType':'Number'}},"
                + "'md5OfBody':'c1aaacb30b3491a928bb1095e57e93a2','eventSource':'aws:sqs',"
                + "'eventSourceARN':'arn:aws:sqs:eu-west-1:000000000000:shape',"
                + "'awsRegion':'eu-west-1'}");
  }

  @Test
  void messagesAreGatheredWithinTheWindowAndDeletedOnceTheFunctionHasSucceeded() {
    Queue queue = create("window", Duration.ofHours(1));
    send(queue, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    SqsEventSourceMapping mapping =
        new SqsEventSourceMapping(
            "Mapping", "function", queue, 12, Duration.ofSeconds(30), false, 1);
    try (SqsEventSource source = source(mapping, function)) {
      await().atMost(LONG).until(() -> count(queue) == 0);
    }

    assertThat(function.events()).hasSize(1);
    assertThat(bodies(function.events().getFirst())).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheMessagesThatTheFunctionNamesComeAgain() {
    Queue queue = create("partial", Duration.ofSeconds(2));
    send(queue, "good", "bad");
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.SUCCESS);
    FunctionInvoker naming =
        (name, payload) ->
            function
                .invoke(name, payload)
                .thenApply(ignored -> answer(function.events().getLast()));
    try (SqsEventSource source = source(mapping(queue, 10, true), naming)) {
      await().atMost(LONG).until(() -> count(queue) == 0);
    }

    assertThat(function.events().stream().flatMap(event -> bodies(event).stream()))
        .containsOnlyOnce("good")
        .containsExactlyInAnyOrder("good", "bad", "bad");
  }

  @Test
  void aBatchThatFailsComesAgainWhenItIsVisibleUntilItIsADeadLetter() {
    Queue dead = create("dead", Duration.ofHours(1));
    Queue queue = create("failing", Duration.ofSeconds(1), dead, 3);
    send(queue, "poison");
    RecordingFunction function = new RecordingFunction(invocation -> RecordingFunction.ERROR);
    try (SqsEventSource source = source(mapping(queue, 10, false), function)) {
      await().atMost(LONG).until(() -> count(dead) == 1);
    }

    assertThat(function.events())
        .extracting(event -> event.at("/Records/0/attributes/ApproximateReceiveCount").asString())
        .containsExactly("1", "2", "3");
  }

  @Test
  void whatLambdaHasNoRoomForIsTriedAgainWithoutBeingReceivedAgain() {
    Queue queue = create("throttled", Duration.ofHours(1));
    send(queue, "patient");
    RecordingFunction function =
        new RecordingFunction(
            invocation ->
                invocation < 2
                    ? CompletableFuture.completedFuture(
                        new InvokeResult.Refused(429, "TooManyRequestsException", "Rate"))
                    : RecordingFunction.SUCCESS);
    try (SqsEventSource source = source(mapping(queue, 1, false), function)) {
      await().atMost(LONG).until(() -> count(queue) == 0);
    }

    assertThat(function.events()).hasSize(3).containsOnly(function.events().getFirst());
  }

  @Test
  void noMoreBatchesAreUnderWayThanTheMappingAllows() {
    Queue queue = create("concurrency", Duration.ofHours(1));
    send(queue, "0", "1", "2");
    CompletableFuture<InvokeResult> running = new CompletableFuture<>();
    RecordingFunction function = new RecordingFunction(invocation -> running);
    SqsEventSourceMapping mapping =
        new SqsEventSourceMapping("Mapping", "function", queue, 1, Duration.ZERO, false, 2);
    try (SqsEventSource source = source(mapping, function)) {
      await().atMost(LONG).until(() -> function.events().size() == 2);
      assertThat(visible(queue)).isEqualTo(1);
      running.complete(new InvokeResult.Success(new byte[0]));
      await().atMost(LONG).until(() -> count(queue) == 0);
    }

    assertThat(function.events()).hasSize(3);
  }

  private static InvokeResult answer(JsonNode event) {
    String failures =
        event
            .path("Records")
            .valueStream()
            .filter(record -> record.path("body").asString().equals("bad"))
            .filter(record -> receiveCount(record) == 1)
            .map(record -> "{\"itemIdentifier\": %s}".formatted(record.path("messageId")))
            .collect(Collectors.joining(","));
    return new InvokeResult.Success(
        "{\"batchItemFailures\": [%s]}".formatted(failures).getBytes(StandardCharsets.UTF_8));
  }

  private static int receiveCount(JsonNode record) {
    return Integer.parseInt(record.at("/attributes/ApproximateReceiveCount").asString());
  }

  private static List<String> bodies(JsonNode event) {
    return event
        .path("Records")
        .valueStream()
        .map(record -> record.path("body").asString())
        .toList();
  }

  private static SqsEventSource source(SqsEventSourceMapping mapping, FunctionInvoker function) {
    return new SqsEventSource(mapping, function, SOON, sqs);
  }

  private static SqsEventSourceMapping mapping(Queue queue, int batchSize, boolean reports) {
    return new SqsEventSourceMapping(
        "Mapping", "function", queue, batchSize, Duration.ZERO, reports, 5);
  }

  private static Queue create(String name, Duration visibility) {
    return create(
        name, visibility, Map.of("VisibilityTimeout", Long.toString(visibility.toSeconds())));
  }

  private static Queue create(String name, Duration visibility, Queue dead, int receives) {
    return create(
        name,
        visibility,
        Map.of(
            "VisibilityTimeout",
            Long.toString(visibility.toSeconds()),
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(dead.arn(), receives)));
  }

  private static Queue create(String name, Duration visibility, Map<String, String> attributes) {
    String url = "https://sqs.eu-west-1.amazonaws.com/000000000000/" + name;
    sqs.createQueue(create -> create.queueName(name).attributesWithStrings(attributes));
    return new Queue(name, name, ARN + name, url, visibility, attributes);
  }

  private static void send(Queue queue, String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(send -> send.queueUrl(queue.url()).messageBody(body));
    }
  }

  /** Messages that are not deleted, visible or not. */
  private static int count(Queue queue) {
    return visible(queue)
        + attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static int visible(Queue queue) {
    return attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private static int attribute(Queue queue, QueueAttributeName name) {
    return Integer.parseInt(
        sqs.getQueueAttributes(get -> get.queueUrl(queue.url()).attributeNames(name))
            .attributes()
            .get(name));
  }
}
