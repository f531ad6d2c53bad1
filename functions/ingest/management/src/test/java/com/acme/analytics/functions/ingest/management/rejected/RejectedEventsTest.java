package com.acme.analytics.functions.ingest.management.rejected;

import static com.acme.analytics.functions.ingest.management.rejected.Letters.NOON;
import static com.acme.analytics.functions.ingest.management.rejected.Letters.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(S3Extension.class)
final class RejectedEventsTest {
  private static final Map<String, String> ALL = Map.of();

  private final TestBucket bucket;
  private final Api api;

  RejectedEventsTest(TestBucket bucket) {
    this.bucket = bucket;
    this.api = new Api(bucket);
  }

  @Test
  void aRefusedEventIsShownWithItsReason() {
    bucket.write(record(1, 9, letter -> letter.setEventId("018f3a5e-0000-7000-8000-000000000000")));

    assertThat(api.events(ALL))
        .hasToString(
            "{\"from\":\"2026-03-08T13:00:00Z\",\"to\":\"2026-03-09T13:00:00Z\",\"events\":["
                + "{\"id\":\"1-9\",\"event_id\":\"018f3a5e-0000-7000-8000-000000000000\","
                + "\"event\":\"page_view\",\"code\":\"schema_violation\","
                + "\"pointer\":\"/properties/price\",\"detail\":\"price: text (expected: a number)\","
                + "\"received_at\":\"2026-03-09T12:00:00Z\",\"source\":\"lambda\","
                + "\"truncated\":false,\"replayable\":true,\"original\":"
                + "\"{\\\"event\\\":\\\"page_view\\\",\\\"properties\\\":{\\\"price\\\":\\\"1\\\"}}\"}]}");
    assertThat(api.metrics.answered).isEqualTo(1);
  }

  @Test
  void whatIsNoTextIsShownInBase64AndPartsCantBeReplayed() {
    bucket.write(
        record(
            0,
            1,
            letter -> {
              letter.setOriginal(ByteBuffer.wrap(new byte[] {(byte) 0xFF, 0}));
              letter.setTruncated(true);
              letter.setEvent(null);
            }),
        record(0, 2, letter -> letter.setWholeRequest(true)));

    JsonNode events = api.events(ALL).get("events");

    assertThat(events.get(0).get("original_base64").stringValue()).isEqualTo("/wA=");
    assertThat(events.get(0).has("original")).isFalse();
    assertThat(events.get(0).get("event").isNull()).isTrue();
    assertThat(events.get(0).get("truncated").booleanValue()).isTrue();
    assertThat(events.get(0).get("replayable").booleanValue()).isFalse();
    assertThat(events.get(1).get("replayable").booleanValue()).isFalse();
  }

  @Test
  void theOldestHourComesFirstAndPagesHaveEachEventOnce() {
    bucket.write(
        record(0, 1, letter -> letter.setReceivedAt(NOON.plusSeconds(3000))),
        record(0, 2, letter -> letter.setReceivedAt(NOON.minus(Duration.ofHours(2)))),
        record(0, 3),
        record(1, 1),
        record(1, 2, letter -> letter.setCode("invalid_event")));
    List<String> expected = List.of("0-2", "1-2", "0-1", "0-3", "1-1");

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(ids(api.allEvents(Map.of("limit", "" + limit)))).isEqualTo(expected);
    }
    Api frugal = new Api(bucket, Api.limits(1, 1));
    assertThat(ids(frugal.allEvents(ALL))).isEqualTo(expected);
  }

  @Test
  void aPageEndsWhenItIsLargeEnough() {
    bucket.write(record(0, 1), record(0, 2), record(0, 3));
    Api small = new Api(bucket, new ScanLimits(10, 10, 300, Duration.ofMinutes(1)));

    assertThat(small.events(ALL).get("events")).hasSize(1);
    assertThat(ids(small.allEvents(ALL))).containsExactly("0-1", "0-2", "0-3");
  }

  @Test
  void whenTheTimeIsOverAPageEnds() {
    bucket.write(record(0, 1), record(1, 1), record(2, 1));
    long[] now = {0};
    Api slow =
        new Api(
            bucket,
            new ScanLimits(10, 10, 1 << 20, Duration.ofSeconds(2)),
            () -> now[0] += Duration.ofSeconds(1).toNanos(),
            (credential, event, body) -> new Resubmission.Result.Accepted());

    assertThat(slow.events(ALL).get("events").size()).isLessThan(3);
    assertThat(ids(slow.allEvents(ALL))).containsExactly("0-1", "1-1", "2-1");
  }

  @Test
  void filtersFindTheirsAmongManyOthers() {
    bucket.write(
        record(0, 1, letter -> letter.setCode("body_too_large")),
        record(0, 2, letter -> letter.setCode("invalid_event")),
        record(0, 3, letter -> letter.setCode("timestamp_out_of_range")),
        record(0, 4, letter -> letter.setEvent("click")),
        record(
            0,
            5,
            letter -> {
              letter.setCode("invalid_event");
              letter.setReceivedAt(NOON.plusSeconds(3600));
            }));

    assertThat(ids(api.allEvents(Map.of("code", "invalid_event")))).containsExactly("0-2");
    assertThat(
            ids(api.allEvents(Map.of("code", "invalid_event", "to", "2026-03-09T13:00:00.001Z"))))
        .containsExactly("0-2", "0-5");
    assertThat(ids(api.allEvents(Map.of("event", "click")))).containsExactly("0-4");
    assertThat(ids(api.allEvents(Map.of("event", "click", "code", "invalid_event")))).isEmpty();
  }

  @Test
  void theRangeHasItsBeginningAndNotItsEnd() {
    bucket.write(
        record(0, 1, letter -> letter.setReceivedAt(NOON.minusMillis(1))),
        record(0, 2),
        record(0, 3, letter -> letter.setReceivedAt(NOON.plusMillis(1))));

    assertThat(
            ids(
                api.allEvents(
                    Map.of("from", "2026-03-09T13:00:00+01:00", "to", "2026-03-09T12:00:00.001Z"))))
        .containsExactly("0-2");
  }

  @Test
  void aCursorGoesOnInTheRangeItIsOf() {
    bucket.write(record(0, 1), record(0, 2));
    JsonNode first =
        api.events(
            Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-03-10T00:00:00Z", "limit", "1"));

    JsonNode second = api.events(Map.of("cursor", first.get("cursor").stringValue()));

    assertThat(second.get("from").stringValue()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(second.get("to").stringValue()).isEqualTo("2026-03-10T00:00:00Z");
    assertThat(second.get("events").get(0).get("id").stringValue()).isEqualTo("0-2");
    assertThat(second.has("cursor")).isFalse();
  }

  @Test
  void nobodySeesAnothersEvents() {
    bucket.write(
        record(0, 1),
        record(0, 2),
        record(0, 3, letter -> letter.setCustomerId("acme-2")),
        record(0, 4, letter -> letter.setCustomerId("other")),
        record(0, 5, letter -> letter.setCustomerId("a")));
    String cursor = api.events(Map.of("limit", "1")).get("cursor").stringValue();

    JsonNode others = Api.ok(api.get("other:query", Map.of("cursor", cursor)));
    JsonNode prefix = Api.ok(api.get("a:query", ALL));

    assertThat(ids(others.get("events"))).containsExactly("0-4");
    assertThat(ids(prefix.get("events"))).containsExactly("0-5");
    assertThat(ids(api.allEvents(ALL))).containsExactly("0-1", "0-2");
  }

  @Test
  void whatIsNoObjectOfTheArchiveIsPassedOver() {
    bucket.write(record(0, 1));
    bucket.put(
        "acme/2026-03-09/11/schema_violation/readme.txt", "what else lies there is passed over");

    assertThat(ids(api.allEvents(ALL))).containsExactly("0-1");
    assertThat(bucket.archive().open("acme/expired")).isEmpty();
  }

  @Test
  void objectsThatOverlapShowAndCountEachEventOnce() {
    bucket.write(record(0, 1), record(0, 2), record(0, 3));
    String whole = bucket.keys().getFirst();
    // As if two writers had not seen each other: one wrote 1 to 3, the other 2 to 3.
    bucket.delete(whole);
    bucket.write(record(0, 2), record(0, 3));
    copyOfWhole(whole);

    assertThat(bucket.keys()).hasSize(2);
    assertThat(ids(api.allEvents(ALL))).containsExactly("0-1", "0-2", "0-3");
    assertThat(ids(new Api(bucket, Api.limits(9, 1)).allEvents(ALL)))
        .containsExactly("0-1", "0-2", "0-3");
    assertThat(
            api.events(Map.of("counts", "true")).get("by_code").get("schema_violation").intValue())
        .isEqualTo(3);
  }

  @Test
  void countsComeByCodeAndHour() {
    bucket.write(
        record(0, 1),
        record(0, 2),
        record(1, 2),
        record(0, 3, letter -> letter.setCode("invalid_event")),
        record(0, 4, letter -> letter.setReceivedAt(NOON.minus(Duration.ofHours(1)))),
        record(0, 5, letter -> letter.setCustomerId("other")));

    assertThat(
            api.events(
                Map.of(
                    "counts",
                    "true",
                    "from",
                    "2026-03-09T11:59:00Z",
                    "to",
                    "2026-03-09T12:01:00Z")))
        .hasToString(
            "{\"from\":\"2026-03-09T11:00:00Z\",\"to\":\"2026-03-09T13:00:00Z\","
                + "\"by_code\":{\"invalid_event\":1,\"schema_violation\":4},\"hours\":["
                + "{\"hour\":\"2026-03-09T11:00:00Z\",\"code\":\"schema_violation\",\"count\":1},"
                + "{\"hour\":\"2026-03-09T12:00:00Z\",\"code\":\"invalid_event\",\"count\":1},"
                + "{\"hour\":\"2026-03-09T12:00:00Z\",\"code\":\"schema_violation\",\"count\":3}]}");
    assertThat(api.events(Map.of("counts", "true", "code", "invalid_event")).get("by_code"))
        .hasToString("{\"invalid_event\":1}");
  }

  @Test
  void redeliveryInOtherCutsCountsOnce() {
    bucket.write(record(0, 1), record(0, 2), record(0, 3));
    bucket.write(record(0, 1), record(0, 2));
    bucket.write(record(0, 3), record(0, 4));

    assertThat(api.events(Map.of("counts", "true")).get("by_code"))
        .hasToString("{\"schema_violation\":4}");
    assertThat(ids(api.allEvents(ALL))).containsExactly("0-1", "0-2", "0-3", "0-4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from | yesterday | from: \"yesterday\" (expected: an RFC 3339 time from 1970 to 2099, such as"
            + " 2026-01-31T12:00:00Z; write + as %2B in a URL)",
        "to | 2026-03-09 | to: \"2026-03-09\" (expected: an RFC 3339 time from 1970 to 2099, such as"
            + " 2026-01-31T12:00:00Z; write + as %2B in a URL)",
        "to | 2100-01-01T00:00:00Z | to: \"2100-01-01T00:00:00Z\" (expected: an RFC 3339 time from 1970"
            + " to 2099, such as 2026-01-31T12:00:00Z; write + as %2B in a URL)",
        "from | 2026-03-09T13:00:00Z | from: \"2026-03-09T13:00:00Z\" (expected: before to, which is"
            + " 2026-03-09T13:00:00Z)",
        "from | 2026-02-07T12:59:59Z | from: \"2026-02-07T12:59:59Z\" (expected: at most 30 days before"
            + " to, 2026-03-09T13:00:00Z)",
        "code | ../other | code: \"../other\" (expected: a code of the API's errors, such as"
            + " schema_violation)",
        "event | '' | event: \"\" (expected: a name of 1 to 200 characters)",
        "limit | 0 | limit: \"0\" (expected: 1 to 1000)",
        "limit | 1001 | limit: \"1001\" (expected: 1 to 1000)",
        "limit | many | limit: \"many\" (expected: 1 to 1000)",
        "cursor | abc | cursor: \"abc\" (expected: one that an answer of this kind gave)",
        "counts | yes | counts: \"yes\" (expected: true or false)",
        "customer | other | customer: \"other\" (expected: only from, to, code, event, limit, cursor,"
            + " counts)"
      })
  void aWrongParameterIsNamed(String name, String value, String detail) {
    HttpResponse response = api.get("acme:query", Map.of(name, value));

    assertThat(response.status()).isEqualTo(400);
    assertThat(Api.json(response).get("code").stringValue()).isEqualTo("invalid_parameter");
    assertThat(Api.json(response).get("pointer").stringValue()).isEqualTo(name);
    assertThat(Api.json(response).get("detail").stringValue()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"event,click", "limit,5"})
  void countsHaveNoEventsToChooseFrom(String name, String value) {
    HttpResponse response = api.get("acme:query", Map.of("counts", "true", name, value));

    assertThat(response.status()).isEqualTo(400);
    assertThat(Api.json(response).get("pointer").stringValue()).isEqualTo(name);
  }

  @Test
  void aCursorOfEventsIsNoneOfCounts() {
    bucket.write(record(0, 1), record(0, 2));
    String cursor = api.events(Map.of("limit", "1")).get("cursor").stringValue();

    assertThat(api.get("acme:query", Map.of("counts", "true", "cursor", cursor)).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"query,200", "manage,200", "ingest,403"})
  void readingNeedsAScopeForIt(String scope, int status) {
    assertThat(api.get("acme:" + scope, ALL).status()).isEqualTo(status);
  }

  @Test
  void withoutS3TheClientIsToRetry() {
    Api broken = new Api(new TestBucket(bucket.client(), "absent"));

    HttpResponse response = broken.get("acme:query", ALL);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("retry-after", "2");
    assertThat(broken.metrics.refused).containsExactly(ErrorCode.STORE_UNAVAILABLE);
  }

  /** Puts an object of 1 to 3 beside what is there. */
  private void copyOfWhole(String key) {
    TestBucket elsewhere = new TestBucket(bucket.client(), bucket.name() + "-copy");
    bucket.client().createBucket(request -> request.bucket(elsewhere.name()));
    elsewhere.write(record(0, 1), record(0, 2), record(0, 3));
    bucket
        .archive()
        .put(
            key,
            bucket
                .client()
                .getObjectAsBytes(request -> request.bucket(elsewhere.name()).key(key))
                .asByteArray());
  }

  private static List<String> ids(Iterable<JsonNode> events) {
    List<String> ids = new ArrayList<>();
    events.forEach(event -> ids.add(event.get("id").stringValue()));
    return ids;
  }
}
