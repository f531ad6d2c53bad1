package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import com.acme.analytics.functions.ingest.limits.Grant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class IngestEndpointTest {
  private static final Map<String, String> HEADERS =
      Map.of("x-api-key", "acme_dev_1", "content-type", "application/json");
  private static final String ROUTE = "POST /v2/events";
  private static final String THREE =
      "{\"events\":[{\"event\":\"a\"},{\"event\":\"\"},{\"event\":\"c\"}]}";

  private final RecordedStream stream = new RecordedStream();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Pipeline pipeline = new Pipeline(stream, metrics);
  private ApiKeyDirectory directory =
      key ->
          key.equals(ApiKey.of("acme_dev_1")) ? Optional.of(Batches.CREDENTIAL) : Optional.empty();

  @Test
  void acknowledgedEventsAreCountedAndNotListed() {
    HttpResponse response = post(HEADERS, "{\"events\":[{\"event\":\"a\"},{\"event\":\"b\"}]}");

    assertThat(response.status()).isEqualTo(202);
    assertThat(text(response)).isEqualTo("{\"accepted\":2,\"rejected\":0,\"results\":[]}");
    assertThat(metrics.lines).containsExactly("produced", "accepted 2");
  }

  @Test
  void eventsNotAcceptedAreListedInTheOrderOfTheBatch() {
    stream.acknowledged = position -> position != 1;

    HttpResponse response = post(HEADERS, THREE);

    assertThat(response.status()).isEqualTo(202);
    JsonNode answer = json(response);
    assertThat(answer.get("accepted").intValue()).isEqualTo(1);
    assertThat(answer.get("rejected").intValue()).isEqualTo(1);
    assertThat(answer.get("results").get(0).toString())
        .isEqualTo(
            "{\"index\":1,\"status\":\"rejected\",\"code\":\"invalid_event\",\"pointer\":\"/events/1/event\","
                + "\"detail\":\"event: 0 characters (expected: a name of 1 to 200 characters)\"}");
    JsonNode retry = answer.get("results").get(1);
    assertThat(retry.get("index").intValue()).isEqualTo(2);
    assertThat(retry.get("status").stringValue()).isEqualTo("retry");
    assertThat(retry.get("code").stringValue()).isEqualTo("not_stored");
    assertThat(retry.get("event_id").stringValue())
        .isEqualTo(stream.events().get(1).getEventId().toString());
    assertThat(metrics.lines)
        .containsExactly("produced", "accepted 1", "unacknowledged 1", "rejected invalid_event 1");
  }

  @Test
  void aBatchOfWhichNothingWasStoredIsToBeRetried() {
    stream.acknowledged = position -> false;

    HttpResponse response = post(HEADERS, THREE);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("retry-after", "2");
    assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(json(response).get("code").stringValue()).isEqualTo("stream_unavailable");
  }

  @Test
  void aBatchOfInvalidEventsIsAnsweredOnceItsDeadLettersAreKept() {
    HttpResponse response = post(HEADERS, "{\"events\":[{},7]}");

    assertThat(response.status()).isEqualTo(202);
    assertThat(json(response).get("rejected").intValue()).isEqualTo(2);
    assertThat(stream.deadLetters()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | malformed_json | application/json | {\"events\":[{\"event\":\"a\"},{]}",
        "400 | malformed_json | application/x-ndjson | {\"event\":\"a\"} {",
        "400 | empty_batch | application/json | {\"events\":[]}",
        "400 | empty_batch | application/x-ndjson | ''",
        "400 | invalid_batch | application/json | [{\"event\":\"a\"}]",
        "415 | unsupported_content_type | text/plain | {\"events\":[{\"event\":\"a\"}]}"
      })
  void aBodyThatIsNoBatchPublishesNothing(
      int status, String code, String contentType, String body) {
    HttpResponse response = post(with("content-type", contentType), body);

    assertThat(response.status()).isEqualTo(status);
    assertThat(json(response).get("code").stringValue()).isEqualTo(code);
    assertThat(stream.events()).isEmpty();
    assertThat(metrics.lines).containsExactly("refused " + code);
  }

  @Test
  void aSingleEventIsAnsweredByItsId() {
    HttpResponse response = postSingle("{\"event\":\"a\"}");

    assertThat(response.status()).isEqualTo(202);
    assertThat(json(response).get("event_id").stringValue())
        .isEqualTo(stream.events().getFirst().getEventId().toString());
  }

  @Test
  void aSingleEventThatIsNotValidIsAProblem() {
    HttpResponse response = postSingle("{\"event\":\"a\",\"user_id\":7}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("code").stringValue()).isEqualTo("invalid_event");
    assertThat(json(response).get("pointer").stringValue()).isEqualTo("/user_id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | malformed_json | application/json | ''",
        "400 | malformed_json | application/json | {\"event\":\"a\"} {}",
        "400 | invalid_event | application/json | []",
        "415 | unsupported_content_type | application/x-ndjson | {\"event\":\"a\"}"
      })
  void aBodyThatIsNoSingleEventIsRefused(int status, String code, String contentType, String body) {
    HttpResponse response =
        post(IngestEndpoint.SINGLE, with("content-type", contentType), Map.of(), bytes(body));

    assertThat(response.status()).isEqualTo(status);
    assertThat(json(response).get("code").stringValue()).isEqualTo(code);
  }

  @Test
  void aCompressedBodyIsReadAsWhatItWas() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes(THREE));
    }

    HttpResponse response =
        post(ROUTE, with("content-encoding", "gzip"), Map.of(), compressed.toByteArray());

    assertThat(json(response).get("accepted").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"true, HISTORICAL", "false, ACCEPTED"})
  void theSenderMayDeclareABackfill(String value, Lane lane) {
    post(ROUTE, HEADERS, Map.of("backfill", value), bytes("{\"events\":[{\"event\":\"a\"}]}"));

    assertThat(stream.published).extracting(StreamRecord::lane).containsExactly(lane);
  }

  @Test
  void aDoubtfulBackfillIsRefused() {
    HttpResponse response = post(ROUTE, HEADERS, Map.of("backfill", "yes"), bytes(THREE));

    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("detail").stringValue())
        .isEqualTo("backfill: \"yes\" (expected: true or false)");
  }

  @Test
  void aBatchWithoutAnyGrantIsAnswered429AndWhenToComeBack() {
    pipeline.limiter =
        (credential, events) ->
            new Grant(events, 0, 0, Duration.ofMillis(1_200), new RateLimit(10, 20));

    HttpResponse response = post(HEADERS, THREE);

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers()).containsEntry("retry-after", "2");
    assertThat(response.headers().get("ratelimit")).contains("r=0").contains("t=2");
    assertThat(json(response).get("code").stringValue()).isEqualTo("rate_limited");
    assertThat(json(response).get("detail").stringValue())
        .isEqualTo("events: 3 (expected: at most 10 a second, and 20 at once)");
  }

  @Test
  void everyAnswerToABatchTellsWhatIsLeftOfTheLimit() {
    assertThat(post(HEADERS, THREE).headers()).containsKeys("ratelimit", "ratelimit-policy");
  }

  @Test
  void aKeyOfAnotherScopeMayNotSend() {
    directory =
        key ->
            Optional.of(
                new Credential(Batches.CUSTOMER, "hash", Set.of(Scope.QUERY), RateLimit.STANDARD));

    HttpResponse response = post(HEADERS, THREE);

    assertThat(response.status()).isEqualTo(403);
    assertThat(json(response).get("code").stringValue()).isEqualTo("insufficient_scope");
  }

  @Test
  void aKeyIsNeeded() {
    HttpResponse response = post(Map.of("content-type", "application/json"), THREE);

    assertThat(response.status()).isEqualTo(401);
    assertThat(json(response).get("code").stringValue()).isEqualTo("missing_api_key");
  }

  @Test
  void anUnknownKeyIsRefusedWith401AndNotRepeated() {
    HttpResponse response = post(with("x-api-key", "acme_dev_secret"), THREE);

    assertThat(response.status()).isEqualTo(401);
    assertThat(json(response).get("code").stringValue()).isEqualTo("unknown_api_key");
    assertThat(text(response)).doesNotContain("secret");
  }

  @Test
  void whenKeysCannotBeLookedUpTheClientIsToRetry() {
    directory =
        key -> {
          throw new DirectoryUnavailableException("down", new IllegalStateException("down"));
        };

    HttpResponse response = post(HEADERS, THREE);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("retry-after", "2");
    assertThat(json(response).get("code").stringValue()).isEqualTo("store_unavailable");
  }

  @Test
  void anIdempotencyKeyMakesARepeatedRequestTheSame() {
    Map<String, String> headers = with("idempotency-key", "k1");
    post(headers, THREE);
    post(headers, THREE);

    List<Event> published = stream.events();
    assertThat(published.get(2).getEventId()).isEqualTo(published.get(0).getEventId());
    assertThat(published.get(3).getEventId()).isEqualTo(published.get(1).getEventId());
    assertThat(published.get(1).getEventId()).isNotEqualTo(published.get(0).getEventId());
  }

  @Test
  void withoutIdOrKeyEachEventIsNew() {
    post(HEADERS, THREE);
    post(HEADERS, THREE);

    assertThat(stream.events()).extracting(Event::getEventId).doesNotHaveDuplicates();
    assertThat(stream.events()).allMatch(event -> event.getEventId().version() == 7);
  }

  @Test
  void aBadIdempotencyKeyIsRefused() {
    HttpResponse response = post(with("idempotency-key", ""), THREE);

    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("code").stringValue()).isEqualTo("invalid_idempotency_key");
  }

  @Test
  void theTraceOfTheRequestTravelsWithItsEvents() {
    String valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    post(with("traceparent", valid), THREE);
    post(with("traceparent", "nonsense"), THREE);

    assertThat(stream.traces.get(0).value()).isEqualTo(valid);
    assertThat(TraceParent.parse(stream.traces.get(1).value())).isPresent();
  }

  private HttpResponse postSingle(String body) {
    return post(IngestEndpoint.SINGLE, HEADERS, Map.of(), bytes(body));
  }

  private HttpResponse post(Map<String, String> headers, String body) {
    return post(ROUTE, headers, Map.of(), bytes(body));
  }

  private HttpResponse post(
      String route, Map<String, String> headers, Map<String, String> query, byte[] body) {
    IngestEndpoint endpoint =
        new IngestEndpoint(key -> directory.find(key), pipeline.ingestion(), metrics, Door.LAMBDA);
    return endpoint.post(
        new HttpRequest(
            route,
            headers,
            query,
            Map.of(),
            body,
            "192.0.2.1",
            "request-1",
            Batches.RECEIVED_AT.toEpochMilli()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put(name, value);
    return headers;
  }

  private static JsonNode json(HttpResponse response) {
    return new JsonMapper().readTree(response.body());
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
