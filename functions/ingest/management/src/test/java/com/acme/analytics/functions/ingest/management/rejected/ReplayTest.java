package com.acme.analytics.functions.ingest.management.rejected;

import static com.acme.analytics.functions.ingest.management.rejected.Letters.NOON;
import static com.acme.analytics.functions.ingest.management.rejected.Letters.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.management.rejected.Resubmission.Result;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(S3Extension.class)
final class ReplayTest {
  private final TestBucket bucket;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> customers = new ConcurrentLinkedQueue<>();
  private Function<RejectedEvent, Result> answers = event -> new Result.Accepted();

  ReplayTest(TestBucket bucket) {
    this.bucket = bucket;
  }

  @Test
  void anEventIsReplayedWithItsIdAndRepeatingIsTheSame() {
    String id = "018f3a5e-0000-7000-8000-000000000000";
    bucket.write(
        record(
            0,
            1,
            letter -> {
              letter.setEventId(id);
              letter.setOriginal(Letters.utf8("{\"event\":\"a\"}"));
            }));

    JsonNode first = Api.ok(api().replay("acme:manage", "{}"));
    JsonNode second = Api.ok(api().replay("acme:manage", "{}"));

    assertThat(first)
        .isEqualTo(second)
        .hasToString(
            "{\"replayed\":1,\"accepted\":1,\"rejected\":0,\"skipped\":0,\"by_code\":{},"
                + "\"results\":[]}");
    assertThat(bodies).hasSize(2).containsOnly("{\"event_id\":\"" + id + "\",\"event\":\"a\"}");
  }

  @Test
  void whatCantBeReplayedIsSkippedAndWhatIsRefusedAgainIsListed() {
    answers =
        event ->
            event.getEvent().equals("bad")
                ? new Result.Refused(ErrorCode.INVALID_EVENT, "/user_id", "user_id: 1")
                : new Result.Accepted();
    bucket.write(
        record(0, 1, letter -> letter.setTruncated(true)),
        record(0, 2, letter -> letter.setWholeRequest(true)),
        record(0, 3),
        record(
            0,
            4,
            letter -> {
              letter.setEvent("bad");
              letter.setEventId("018f3a5e-0000-7000-8000-000000000000");
            }));
    Api api = api();

    assertThat(Api.ok(api.replay("acme:manage", "{\"code\":\"schema_violation\"}")))
        .hasToString(
            "{\"replayed\":2,\"accepted\":1,\"rejected\":1,\"skipped\":2,"
                + "\"by_code\":{\"invalid_event\":1},\"results\":[{\"id\":\"0-4\","
                + "\"event_id\":\"018f3a5e-0000-7000-8000-000000000000\","
                + "\"code\":\"invalid_event\",\"pointer\":\"/user_id\",\"detail\":\"user_id: 1\"}]}");
    assertThat(api.metrics.accepted).isEqualTo(1);
    assertThat(api.metrics.rejected).isEqualTo(1);
  }

  @Test
  void aCursorGoesOnUntilAllAreReplayedOnce() {
    List<KafkaRecord> records = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      records.add(record(i % 2, i, letter -> letter.setOriginal(Letters.utf8("{}"))));
    }
    bucket.write(records.toArray(KafkaRecord[]::new));
    int replayed = 0;
    String body = "{\"limit\":70}";
    JsonNode answer;
    do {
      answer = Api.ok(api().replay("acme:manage", body));
      replayed += answer.get("replayed").intValue();
      assertThat(answer.get("replayed").intValue()).isLessThanOrEqualTo(70);
      if (answer.has("cursor")) {
        body = "{\"limit\":70,\"cursor\":\"" + answer.get("cursor").stringValue() + "\"}";
      }
    } while (answer.has("cursor"));

    assertThat(replayed).isEqualTo(150);
    assertThat(bodies).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void itStopsWhereTheRateLimitIsReachedAndGoesOnThere() {
    bucket.write(record(0, 1), record(0, 2, letter -> letter.setEvent("later")), record(0, 3));
    answers =
        event ->
            event.getEvent().equals("later")
                ? new Result.NotNow(new Problem(ErrorCode.RATE_LIMITED, "later"))
                : new Result.Accepted();

    JsonNode stopped = Api.ok(api().replay("acme:manage", "{}"));
    String rest = "{\"cursor\":\"" + stopped.get("cursor").stringValue() + "\"}";
    HttpResponse refused = api().replay("acme:manage", rest);
    answers = event -> new Result.Accepted();
    JsonNode finished = Api.ok(api().replay("acme:manage", rest));

    assertThat(stopped.get("replayed").intValue()).isEqualTo(1);
    assertThat(stopped.get("stopped_by").stringValue()).isEqualTo("rate_limited");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("retry-after", "1");
    assertThat(finished.get("replayed").intValue()).isEqualTo(2);
    assertThat(finished.has("cursor")).isFalse();
  }

  @Test
  void whenTheTimeIsOverItEndsWithACursor() {
    List<KafkaRecord> records = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      records.add(record(0, i));
    }
    bucket.write(records.toArray(KafkaRecord[]::new));
    long[] now = {0};
    Api slow =
        new Api(
            bucket,
            new ScanLimits(10, 10, 1 << 20, Duration.ofSeconds(1)),
            () -> now[0] += Duration.ofSeconds(2).toNanos(),
            this::resubmit);

    JsonNode answer = Api.ok(slow.replay("acme:manage", "{}"));

    assertThat(answer.get("replayed").intValue()).isEqualTo(64);
    assertThat(answer.has("cursor")).isTrue();
  }

  @Test
  void onlyTheKeysOwnEventsAreReplayed() {
    bucket.write(record(0, 1), record(0, 2), record(0, 3, letter -> letter.setCustomerId("other")));
    String cursor =
        Api.ok(api().replay("acme:manage", "{\"limit\":1}")).get("cursor").stringValue();
    customers.clear();

    JsonNode answer = Api.ok(api().replay("other:manage", "{\"cursor\":\"" + cursor + "\"}"));

    assertThat(answer.get("replayed").intValue()).isEqualTo(1);
    assertThat(customers).containsExactly("other other");
  }

  @Test
  void filtersHold() {
    bucket.write(
        record(0, 1, letter -> letter.setReceivedAt(NOON.minusSeconds(1))),
        record(0, 2, letter -> letter.setEvent("click")),
        record(0, 3, letter -> letter.setCode("invalid_event")));

    JsonNode answer =
        Api.ok(
            api()
                .replay(
                    "acme:manage",
                    "{\"from\":\"2026-03-09T12:00:00Z\",\"to\":null,"
                        + "\"code\":\"schema_violation\",\"event\":\"click\"}"));

    assertThat(answer.get("replayed").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"query", "ingest"})
  void replayingNeedsTheScopeToManage(String scope) {
    assertThat(api().replay("acme:" + scope, "{}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | invalid_parameter | ",
        "{ | malformed_json | ",
        "[] | invalid_parameter | ",
        "{\"limit\":0} | invalid_parameter | /limit",
        "{\"limit\":10001} | invalid_parameter | /limit",
        "{\"limit\":1.5} | invalid_parameter | /limit",
        "{\"from\":17} | invalid_parameter | /from",
        "{\"to\":\"soon\"} | invalid_parameter | /to",
        "{\"code\":\"..\"} | invalid_parameter | /code",
        "{\"event\":\"\"} | invalid_parameter | /event",
        "{\"cursor\":\"x\"} | invalid_parameter | /cursor",
        "{\"counts\":true} | invalid_parameter | /counts",
        "{\"customer\":\"other\"} | invalid_parameter | /customer",
        "{\"from\":{}} | invalid_parameter | /from",
        "{\"limit\":1,\"limit\":2} | malformed_json | ",
        "{} {} | invalid_parameter | "
      })
  void aWrongBodyIsRefusedByName(String body, String code, String pointer) {
    HttpResponse response = api().replay("acme:manage", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(Api.json(response).get("code").stringValue()).isEqualTo(code);
    assertThat(Api.json(response).path("pointer").asString(null)).isEqualTo(pointer);
    assertThat(bodies).isEmpty();
  }

  @Test
  void aHugeBodyIsRefused() {
    assertThat(api().replay("acme:manage", " ".repeat(20_000)).status()).isEqualTo(413);
  }

  private Api api() {
    return new Api(bucket, this::resubmit);
  }

  private Result resubmit(Credential credential, RejectedEvent event, byte[] body) {
    Result result = answers.apply(event);
    if (!(result instanceof Result.NotNow)) {
      bodies.add(new String(body, StandardCharsets.UTF_8));
      customers.add(credential.customer() + " " + event.getCustomerId());
    }
    return result;
  }
}
