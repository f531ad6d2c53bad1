package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentEndpointTest {
  private static final String KEY = "acme_dev_0123456789abcdef";
  private static final String BATCH = "POST /v1/batch";
  private static final Map<String, String> BASIC =
      Map.of(
          "authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((KEY + ":").getBytes(StandardCharsets.US_ASCII)));
  private static final String TWO =
      "{\"batch\":[{\"type\":\"track\",\"event\":\"a\",\"messageId\":\"m-1\",\"userId\":\"u\"},"
          + "{\"type\":\"page\",\"messageId\":\"m-2\",\"anonymousId\":\"a\"}]}";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  private final RecordedStream stream = new RecordedStream();
  private int granted = Integer.MAX_VALUE;

  @Test
  void messagesBecomeEventsAndTheAnswerIsSegments() {
    HttpResponse response = post(BATCH, BASIC, TWO);

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"success\":true}");
    assertThat(stream.events()).extracting(Event::getEvent).containsExactly("a", "page_view");
  }

  @Test
  void aRepeatedBatchIsTheSameEvents() {
    post(BATCH, BASIC, TWO);
    post(BATCH, BASIC, TWO);

    List<UUID> ids = stream.events().stream().map(Event::getEventId).toList();
    assertThat(ids).hasSize(4);
    assertThat(ids.subList(0, 2)).isEqualTo(ids.subList(2, 4)).doesNotHaveDuplicates();
  }

  @Test
  void aWrongClockIsCorrected() {
    post(
        BATCH,
        BASIC,
        "{\"batch\":[{\"event\":\"a\",\"timestamp\":\"1999-12-31T23:59:59Z\"}],"
            + "\"sentAt\":\"2000-01-01T00:00:00Z\"}");

    assertThat(stream.events().getFirst().getTimestamp())
        .isEqualTo(Instant.parse("2026-01-01T00:00:09Z"));
  }

  @Test
  void theKeyMayStandInTheBody() {
    HttpResponse response =
        post(
            "POST /v1/t",
            Map.of(),
            "{\"event\":\"a\",\"writeKey\":\"" + KEY + "\",\"type\":\"x\"}");

    assertThat(response.status()).as(text(response)).isEqualTo(200);
    assertThat(stream.events()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | malformed_json    | POST /v1/batch   | {\"batch\":[{]}",
        "400 | invalid_batch     | POST /v1/batch   | [1]",
        "400 | invalid_batch     | POST /v1/import/ | {\"batch\":{}}",
        "404 | not_found         | POST /v1/{call+} | {}"
      })
  void whatIsNoMessageIsRefused(int status, String code, String route, String body) {
    HttpResponse response = post(route, BASIC, body);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("content-type", "application/json");
    assertThat(text(response)).contains("\"success\":false", "\"code\":\"" + code + "\"");
    assertThat(stream.events()).isEmpty();
  }

  @Test
  void aBodyThatCanNotBeReadIsKeptWhereItsOwnerIsKnown() {
    String body = "{\"writeKey\":\"" + KEY + "\",\"batch\":[{]}";

    post(BATCH, BASIC, body);
    post(BATCH, Map.of(), body);

    assertThat(stream.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getWholeRequest()).isTrue())
        .satisfies(
            letter ->
                assertThat(StandardCharsets.UTF_8.decode(letter.getOriginal()).toString())
                    .doesNotContain(KEY));
  }

  @Test
  void aMessageThatIsNoEventIsKeptAndItsSenderIsNotTold() {
    HttpResponse response = post("POST /v1/track", BASIC, "{\"userId\":\"u\"}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(stream.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getCode()).isEqualTo("invalid_event"))
        .satisfies(letter -> assertThat(letter.getSource()).isEqualTo("segment"));
  }

  @Test
  void aMessageTooLargeIsToldWhereItIsAlone() {
    String large = "{\"type\":\"track\",\"event\":\"" + "x".repeat(33_000) + "\"}";

    assertThat(post("POST /v1/track", BASIC, large).status()).isEqualTo(400);
    assertThat(post(BATCH, BASIC, "{\"batch\":[" + large + "]}").status()).isEqualTo(200);
    assertThat(stream.deadLetters())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.getCode()).isEqualTo("event_too_large"));
  }

  @Test
  void whatIsNotStoredWholeIsToBeSentAgain() {
    stream.acknowledged = position -> position == 0;

    HttpResponse response = post(BATCH, BASIC, TWO);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("retry-after", "2");
    assertThat(text(response)).contains("not_stored");
  }

  @Test
  void whatTheLimitHoldsBackIsToBeSentAgainLater() {
    granted = 1;

    HttpResponse response = post(BATCH, BASIC, TWO);

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers()).containsEntry("retry-after", "3").containsKey("ratelimit");
  }

  @Test
  void anEmptyBatchIsNoMistake() {
    assertThat(post(BATCH, BASIC, "{\"batch\":[]}").status()).isEqualTo(200);
  }

  @Test
  void moreMessagesThanABatchMayHaveAreRefused() {
    String batch = "{\"batch\":[" + "{\"event\":\"x\"},".repeat(5_000) + "{\"event\":\"x\"}]}";

    HttpResponse response = post(BATCH, BASIC, batch);

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(response)).contains("batch_too_large");
  }

  @Test
  void withoutAKnownKeyNothingIsTaken() {
    assertThat(post(BATCH, Map.of(), TWO).status()).isEqualTo(401);
    assertThat(post(BATCH, Map.of("x-api-key", "acme_dev_other"), TWO).status()).isEqualTo(401);
    assertThat(stream.events()).isEmpty();
  }

  private HttpResponse post(String route, Map<String, String> headers, String body) {
    Credential credential =
        new Credential(new CustomerId("acme"), "hash", Set.of(Scope.INGEST), RateLimit.STANDARD);
    return new SegmentEndpoint(
            key -> key.equals(ApiKey.of(KEY)) ? Optional.of(credential) : Optional.empty(),
            ingestion(),
            IngestMetrics.NONE)
        .post(
            new HttpRequest(
                route,
                headers,
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                "request",
                NOW.toEpochMilli()));
  }

  private Ingestion ingestion() {
    return new Ingestion(
        new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))),
        (credential, events) ->
            new Grant(
                events,
                Math.min(events, granted),
                0,
                Duration.ofSeconds(3),
                credential.rateLimit()),
        new EventJudge(
            (customer, event, properties) -> new Verdict.NoSchema(),
            new Enrichment(List.of()),
            Duration.ofDays(7)),
        customer -> CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])),
        stream,
        new Identifiers(new SecureRandom()),
        TrustedProxies.NONE,
        IngestMetrics.NONE);
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
