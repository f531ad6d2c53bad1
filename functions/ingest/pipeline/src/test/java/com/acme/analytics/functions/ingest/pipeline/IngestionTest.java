package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.schemas.Mode;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestionTest {
  private static final UUID ID = UUID.fromString("018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6a");
  private static final String KEY = "acme_dev_0123456789abcdefghijklmn";

  private final RecordedStream stream = new RecordedStream();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Pipeline pipeline = new Pipeline(stream, metrics);

  @Test
  void eventsBeyondTheGrantAreToBeSentAgain() {
    grant(2);

    Outcome outcome = submit("{\"event\":\"a\"}\n{\"event\":\"b\"}\n{\"event\":\"c\"}\n7");

    assertThat(stream.events()).extracting(Event::getEvent).containsExactly("a", "b");
    assertThat(outcome.refusals())
        .extracting(Refusal::index, Refusal::status, Refusal::code)
        .containsExactly(
            tuple(2, Refusal.Status.RETRY, ErrorCode.RATE_LIMITED),
            tuple(3, Refusal.Status.RETRY, ErrorCode.RATE_LIMITED));
    assertThat(stream.deadLetters()).isEmpty();
    assertThat(metrics.lines).contains("limited 2");
  }

  @Test
  void theRestOfABatchKeepsItsIndicesAndIsLimitedAlone() {
    grant(2);

    Outcome outcome =
        pipeline
            .ingestion()
            .submitRest(
                Batches.submission(
                    "{\"event\":\"a\"}\n{\"event\":\"b\"}\n7\n{\"event\":\"d\"}"
                        .getBytes(StandardCharsets.UTF_8),
                    BatchFormat.NDJSON),
                index -> index > 0);

    assertThat(stream.events()).extracting(Event::getEvent).containsExactly("b");
    assertThat(stream.deadLetters()).hasSize(1);
    assertThat(outcome.refusals())
        .extracting(Refusal::index, Refusal::status)
        .containsExactly(tuple(2, Refusal.Status.REJECTED), tuple(3, Refusal.Status.RETRY));
  }

  @Test
  void withoutAGrantNothingIsPublished() {
    grant(0);

    Outcome outcome = submit("{\"event\":\"a\"}");

    assertThat(outcome.accepted()).isEmpty();
    assertThat(stream.traces).isEmpty();
  }

  @Test
  void everyEventOfABatchCountsTowardsTheLimit() {
    pipeline.limiter =
        (credential, events) -> {
          assertThat(events).isEqualTo(3);
          return new Grant(events, events, 0, Duration.ZERO, credential.rateLimit());
        };

    submit("{\"event\":\"a\"}\n7\n{}");

    assertThat(stream.published).hasSize(3);
  }

  @Test
  void anEventThatViolatesAnEnforcedSchemaIsADeadLetter() {
    pipeline.rules =
        (customer, event, properties) ->
            event.equals("bad")
                ? new Verdict.Violation(
                    4, Mode.ENFORCE, "/price", "price: \"x\" (expected: number)")
                : new Verdict.Valid(4);

    Outcome outcome =
        submit(
            "{\"events\":[{\"event\":\"good\"},{\"event\":\"bad\",\"event_id\":\"" + ID + "\"}]}",
            BatchFormat.JSON);

    assertThat(stream.events()).extracting(Event::getSchemaVersion).containsExactly(4);
    Refusal refusal = outcome.refusals().getFirst();
    assertThat(refusal.code()).isEqualTo(ErrorCode.SCHEMA_VIOLATION);
    assertThat(refusal.pointer()).isEqualTo("/events/1/properties/price");
    assertThat(refusal.detail()).isEqualTo("price: \"x\" (expected: number); schema version 4");
    RejectedEvent letter = stream.deadLetters().getFirst();
    assertThat(letter.getEventId()).isEqualTo(ID.toString());
    assertThat(letter.getEvent()).isEqualTo("bad");
    assertThat(letter.getCode()).isEqualTo("schema_violation");
    assertThat(original(letter)).isEqualTo("{\"event\":\"bad\",\"event_id\":\"" + ID + "\"}");
    assertThat(letter.getReceivedAt()).isEqualTo(Batches.RECEIVED_AT);
    assertThat(letter.getSource()).isEqualTo("lambda");
    assertThat(letter.getClientNetwork()).isEqualTo("192.0.2.0");
  }

  @Test
  void anEventThatViolatesASchemaInWarningModeIsAcceptedWithAWarning() {
    pipeline.rules =
        (customer, event, properties) -> new Verdict.Violation(2, Mode.WARN, "", "anything");

    submit("{\"event\":\"a\"}");

    Event event = stream.events().getFirst();
    assertThat(event.getWarnings()).containsExactly("schema_violation");
    assertThat(event.getSchemaVersion()).isEqualTo(2);
    assertThat(metrics.lines).contains("accepted 1", "warned schema_violation 1");
  }

  @Test
  void whatEnrichmentAddsIsPublished() {
    pipeline.enrichment =
        new Enrichment(
            List.of(
                new TestStep(event -> event.setCountry("NL")),
                new TestStep(event -> event.getWarnings().add("geo_unknown"))));

    submit("{\"event\":\"a\"}");

    assertThat(stream.events().getFirst().getCountry()).isEqualTo("NL");
    assertThat(metrics.lines).contains("warned geo_unknown 1");
  }

  @ParameterizedTest
  @CsvSource({
    "2015-05-20T11:00:00Z, ACCEPTED",
    "2015-05-13T12:00:00Z, ACCEPTED",
    "2015-05-13T11:59:59.999Z, HISTORICAL"
  })
  void eventsOlderThanTheHotRetentionGoTheHistoricalLane(String timestamp, Lane lane) {
    submit("{\"event\":\"a\",\"timestamp\":\"" + timestamp + "\"}");

    assertThat(stream.published).extracting(StreamRecord::lane).containsExactly(lane);
  }

  @Test
  void aDeclaredBackfillGoesTheHistoricalLaneWhateverItsTime() {
    pipeline
        .ingestion()
        .submit(
            new Submission(
                Batches.CREDENTIAL,
                "{\"event\":\"a\"}".getBytes(StandardCharsets.UTF_8),
                BatchFormat.SINGLE,
                Optional.empty(),
                Batches.RECEIVED_AT,
                new Caller("192.0.2.1", "", ""),
                Optional.empty(),
                /* backfill= */ true,
                Door.LAMBDA));

    assertThat(stream.published).extracting(StreamRecord::lane).containsExactly(Lane.HISTORICAL);
  }

  @Test
  void theKeyNamesCustomerBucketVersionAndBucket() {
    pipeline.buckets = new KeyBuckets(3, 1);

    submit("{\"event\":\"a\",\"user_id\":\"u\"}\n{\"event\":\"b\"}");

    assertThat(stream.published)
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsExactly("acme/3.0", "acme/3.0");
  }

  @Test
  void aBodyRefusedAsAWholeIsKept() {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> submit("{\"event\":\"a\"} {"));

    assertThat(refused.problem().code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    RejectedEvent letter = stream.deadLetters().getFirst();
    assertThat(letter.getWholeRequest()).isTrue();
    assertThat(letter.getCode()).isEqualTo("malformed_json");
    assertThat(original(letter)).isEqualTo("{\"event\":\"a\"} {");
  }

  @Test
  void aFloodOfBrokenBodiesIsLimitedToo() {
    grant(0);

    assertThatThrownBy(() -> submit("{")).isInstanceOf(ProblemException.class);

    assertThat(stream.published).isEmpty();
  }

  @Test
  void aBrokenBodyThatNobodyIsToldOfWaitsForTheLimit() {
    grant(0);
    Submission submission =
        new Submission(
            Batches.CREDENTIAL,
            "{".getBytes(StandardCharsets.UTF_8),
            BatchFormat.NDJSON,
            Optional.empty(),
            Batches.RECEIVED_AT,
            new Caller("", "", ""),
            Optional.empty(),
            /* backfill= */ false,
            Door.KINESIS);

    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> pipeline.ingestion().submit(submission));

    assertThat(refused.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(stream.published).isEmpty();
  }

  @Test
  void aDeadLetterThatWasNotStoredIsToBeSentAgain() {
    stream.acknowledged = position -> position == 0;

    Outcome outcome = submit("{\"event\":\"a\"}\n{\"event_id\":\"" + ID + "\",\"event\":\"\"}");

    assertThat(outcome.accepted()).hasSize(1);
    Refusal refusal = outcome.refusals().getFirst();
    assertThat(refusal.status()).isEqualTo(Refusal.Status.RETRY);
    assertThat(refusal.eventId()).contains(ID);
  }

  @Test
  void whenOnlyDeadLettersWereStoredTheBatchIsToBeSentAgain() {
    stream.acknowledged = position -> position == 1;

    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> submit("{\"event\":\"a\"}\n7"));

    assertThat(refused.problem().code()).isEqualTo(ErrorCode.STREAM_UNAVAILABLE);
  }

  @Test
  void whatIsRefusedInAReplayHasItsDeadLetterAlready() {
    Outcome outcome =
        pipeline
            .ingestion()
            .submit(
                new Submission(
                    Batches.CREDENTIAL,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    BatchFormat.SINGLE,
                    Optional.empty(),
                    Instant.EPOCH,
                    new Caller("192.0.2.1", "", ""),
                    Optional.empty(),
                    /* backfill= */ false,
                    Door.REPLAY));

    assertThat(outcome.refusals())
        .extracting(Refusal::code)
        .containsExactly(ErrorCode.INVALID_EVENT);
    assertThat(stream.published).isEmpty();
  }

  @Test
  void keysAreTakenOutOfDeadLetters() {
    submit("{\"event\":\"\",\"properties\":{\"writeKey\":\"" + KEY + "\",\"n\":\"\u00fc\"}}");

    assertThat(original(stream.deadLetters().getFirst()))
        .isEqualTo(
            "{\"event\":\"\",\"properties\":{\"writeKey\":\"[redacted]\",\"n\":\"\u00fc\"}}");
  }

  @Test
  void keysAreTakenOutOfTheReasonToo() {
    pipeline.rules =
        (customer, event, properties) ->
            new Verdict.Violation(1, Mode.ENFORCE, "/k", "k: \"" + KEY + "\" (expected: a number)");

    submit("{\"event\":\"a\",\"properties\":{\"k\":\"" + KEY + "\"}}");

    assertThat(stream.deadLetters().getFirst().getDetail())
        .contains("[redacted]")
        .doesNotContain(KEY);
  }

  @Test
  void theNetworkOfADeadLetterIsTheClientsNotItsProxys() {
    pipeline.proxies = TrustedProxies.parse("192.0.2.0/24");

    pipeline
        .ingestion()
        .submit(
            new Submission(
                Batches.CREDENTIAL,
                "{\"event\":\"\"}".getBytes(StandardCharsets.UTF_8),
                BatchFormat.NDJSON,
                Optional.empty(),
                Instant.EPOCH,
                new Caller("192.0.2.1", "203.0.113.9, 198.51.100.7", ""),
                Optional.empty(),
                /* backfill= */ false,
                Door.GATEWAY));

    assertThat(stream.deadLetters().getFirst().getClientNetwork()).isEqualTo("198.51.100.0");
  }

  @Test
  void aHugeEventIsKeptCut() {
    submit("{\"event\":\"a\",\"properties\":{\"x\":\"" + "y".repeat(100_000) + "\"}}");

    RejectedEvent letter = stream.deadLetters().getFirst();
    assertThat(letter.getTruncated()).isTrue();
    assertThat(letter.getOriginal().remaining()).isEqualTo(EventLimits.DEAD_LETTER_BYTES);
  }

  private void grant(int granted) {
    pipeline.limiter =
        (credential, events) ->
            new Grant(
                events,
                Math.min(events, granted),
                0,
                Duration.ofSeconds(1),
                credential.rateLimit());
  }

  private Outcome submit(String lines) {
    return submit(lines, BatchFormat.NDJSON);
  }

  private Outcome submit(String body, BatchFormat format) {
    return pipeline
        .ingestion()
        .submit(Batches.submission(body.getBytes(StandardCharsets.UTF_8), format));
  }

  private static String original(RejectedEvent letter) {
    return StandardCharsets.UTF_8.decode(letter.getOriginal().duplicate()).toString();
  }
}
