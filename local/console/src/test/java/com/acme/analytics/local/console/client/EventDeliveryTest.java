package com.acme.analytics.local.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.console.FakeApi;
import com.acme.analytics.local.console.terminal.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventDeliveryTest {
  private static final String RETRY_SECOND_AND_FOURTH =
      """
      {"accepted":2,"rejected":1,"results":[
        {"index":1,"status":"retry","code":"not_stored"},
        {"index":2,"status":"rejected","code":"invalid_event","pointer":"/event","detail":"empty"},
        {"index":3,"status":"retry","code":"not_stored"}]}
      """;

  private final FakeApi server = new FakeApi();
  private final RecordedPace pace = new RecordedPace();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eventsGoInBatchesWithTheKey() throws InterruptedException {
    DeliveryReport report = send(7, 3, 1);

    assertThat(report.accepted()).isEqualTo(7);
    assertThat(server.batches()).extracting(List::size).containsExactly(3, 3, 1);
    assertThat(server.keys()).containsOnly(FakeApi.KEY);
    assertThat(numbers(server.events())).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void aBatchIsSentAgainAfterAsLongAsTheServerAsked() throws InterruptedException {
    server.next(FakeApi.answering(503, "{\"code\":\"stream_unavailable\"}", "Retry-After", "17"));
    server.next(FakeApi.answering(429, "", "Retry-After", "31"));

    DeliveryReport report = send(3, 3, 1);

    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.retries()).isEqualTo(2);
    assertThat(server.batches()).hasSize(3);
    assertThat(pace.pauses()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(31));
  }

  @Test
  void aLostConnectionIsRetried() throws InterruptedException {
    server.next(FakeApi.hangingUp());

    DeliveryReport report = send(3, 3, 1);

    assertThat(report.accepted()).isEqualTo(3);
    assertThat(server.batches()).hasSize(2);
    assertThat(pace.pauses()).hasSize(1);
  }

  @Test
  void onlyTheEventsToRetryAreSentAgain() throws InterruptedException {
    server.next(FakeApi.answering(202, RETRY_SECOND_AND_FOURTH));

    DeliveryReport report = send(5, 5, 1);

    assertThat(numbers(server.batches().get(1))).containsExactly(1, 3);
    assertThat(report.accepted()).isEqualTo(4);
    assertThat(report.rejected())
        .containsOnlyKeys("invalid_event")
        .containsEntry("invalid_event", new DeliveryReport.Rejections(1, "event 2: /event: empty"));
  }

  @Test
  void aRefusedRequestIsNotRetried() {
    server.next(
        FakeApi.answering(401, "{\"code\":\"unknown_api_key\",\"detail\":\"key: x (unknown)\"}"));

    assertThatThrownBy(() -> send(3, 3, 1))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("401 unknown_api_key: key: x (unknown)");
    assertThat(server.batches()).hasSize(1);
  }

  @Test
  void patienceEndsWhenNothingIsTaken() {
    for (int i = 0; i < 100; i++) {
      server.next(FakeApi.answering(503, ""));
    }

    assertThatThrownBy(() -> send(3, 3, 1))
        .isInstanceOf(DeliveryException.class)
        .hasMessageStartingWith("gave up after")
        .hasMessageContaining("answered 503");
    assertThat(Duration.ofNanos(pace.nanos())).isBetween(ofMinutes(4), ofMinutes(5));
  }

  @Test
  void aServerThatAsksForMoreThanThePatienceIsNotAskedAgain() {
    server.next(FakeApi.answering(503, "", "Retry-After", "301"));

    assertThatThrownBy(() -> send(3, 3, 1)).isInstanceOf(DeliveryException.class);
    assertThat(server.batches()).hasSize(1);
    assertThat(pace.pauses()).isEmpty();
  }

  @Test
  void anAnswerThatLosesEventsIsAFailure() {
    server.next(FakeApi.answering(202, "{\"accepted\":2,\"rejected\":0,\"results\":[]}"));

    assertThatThrownBy(() -> send(3, 3, 1))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("expected: 3 in all");
  }

  @Test
  void severalRequestsAreInFlight() throws InterruptedException {
    CyclicBarrier bothArrived = new CyclicBarrier(2);
    for (int i = 0; i < 2; i++) {
      server.next(
          (exchange, size) -> {
            awaitAt(bothArrived);
            FakeApi.answering(202, "{\"accepted\":1}").answer(exchange, size);
          });
    }

    assertThat(send(2, 1, 2).accepted()).isEqualTo(2);
  }

  private DeliveryReport send(int events, int batchSize, int parallel) throws InterruptedException {
    try (Progress progress = new SilentProgress();
        EventDelivery delivery =
            new EventDelivery(
                server.api(),
                batchSize,
                parallel,
                ofMinutes(5),
                progress,
                Clock.systemUTC(),
                pace)) {
      for (int i = 0; i < events; i++) {
        byte[] json = ("{\"number\":" + i + "}").getBytes(StandardCharsets.UTF_8);
        delivery.add(new OutgoingEvent("event " + i, json));
      }
      delivery.finish();
      return delivery.report();
    }
  }

  private static List<Integer> numbers(List<tools.jackson.databind.JsonNode> events) {
    return IntStream.range(0, events.size())
        .mapToObj(i -> events.get(i).path("number").intValue())
        .toList();
  }

  private static Duration ofMinutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static void awaitAt(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other request never came", e);
    }
  }

  private static final class SilentProgress implements Progress {
    @Override
    public void advance(long events) {}

    @Override
    public void note(String message) {}

    @Override
    public void close() {}
  }
}
