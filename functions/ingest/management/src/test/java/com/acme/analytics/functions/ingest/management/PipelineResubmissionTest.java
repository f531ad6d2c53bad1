package com.acme.analytics.functions.ingest.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.enrichment.Enrichment;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.Grant;
import com.acme.analytics.functions.ingest.management.rejected.Resubmission.Result;
import com.acme.analytics.functions.ingest.pipeline.BatchReader;
import com.acme.analytics.functions.ingest.pipeline.EventJudge;
import com.acme.analytics.functions.ingest.pipeline.EventStream;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.Identifiers;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Lane;
import com.acme.analytics.functions.ingest.pipeline.StreamRecord;
import com.acme.analytics.functions.ingest.schemas.Mode;
import com.acme.analytics.functions.ingest.schemas.SchemaRules;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PipelineResubmissionTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-09T12:00:00Z");
  private static final String ID = "018f3a5e-0000-7000-8000-000000000000";
  private static final Credential CREDENTIAL =
      new Credential(new CustomerId("acme"), "hash", Set.of(Scope.MANAGE), RateLimit.STANDARD);
  private static final SchemaRules NO_RULES =
      (customer, event, properties) -> new Verdict.NoSchema();
  private static final EventLimiter NO_LIMIT =
      (credential, events) -> grant(credential, events, events);

  private final List<StreamRecord> published = new ArrayList<>();
  private final EventStream stream =
      (records, trace) -> {
        published.addAll(records);
        BitSet all = new BitSet();
        all.set(0, records.size());
        return all;
      };

  @Test
  void replayedTwiceItIsTheSameEventByteForByte() throws IOException {
    RejectedEvent letter = letter("{\"event\":\"a\",\"event_id\":\"" + ID + "\"}");

    assertThat(replay(letter, NO_RULES, NO_LIMIT)).isEqualTo(new Result.Accepted());
    assertThat(replay(letter, NO_RULES, NO_LIMIT)).isEqualTo(new Result.Accepted());

    assertThat(published).hasSize(2);
    assertThat(published.get(0).value()).isEqualTo(published.get(1).value());
    assertThat(published.get(0).key()).isEqualTo(published.get(1).key());
    Event event = Event.getDecoder().decode(published.getFirst().value());
    assertThat(event.getEventId()).hasToString(ID);
    assertThat(event.getReceivedAt()).isEqualTo(RECEIVED);
    assertThat(event.getTimestamp()).isEqualTo(RECEIVED);
  }

  @Test
  void aBackfillStaysOne() {
    RejectedEvent letter = letter("{\"event\":\"a\"}");
    letter.setBackfill(true);

    replay(letter, NO_RULES, NO_LIMIT);

    assertThat(published).extracting(StreamRecord::lane).containsExactly(Lane.HISTORICAL);
  }

  @Test
  void whatIsRefusedAgainIsSaidAndNotKeptASecondTime() {
    SchemaRules rules =
        (customer, event, properties) -> new Verdict.Violation(2, Mode.ENFORCE, "/x", "x: 1");

    assertThat(replay(letter("{\"event\":\"a\"}"), rules, NO_LIMIT))
        .isEqualTo(
            new Result.Refused(
                ErrorCode.SCHEMA_VIOLATION, "/properties/x", "x: 1; schema version 2"));
    assertThat(replay(letter("nothing"), NO_RULES, NO_LIMIT))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    assertThat(published).isEmpty();
  }

  @Test
  void aReachedRateLimitAndASilentKafkaAreToBeTriedLater() {
    EventLimiter nothing = (credential, events) -> grant(credential, events, 0);
    Ingestion silent = ingestion(NO_RULES, NO_LIMIT, (records, trace) -> new BitSet());

    assertThat(replay(letter("{\"event\":\"a\"}"), NO_RULES, nothing))
        .isInstanceOfSatisfying(
            Result.NotNow.class,
            result -> assertThat(result.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED));
    assertThat(replay(letter("{\"event\":\"a\"}"), silent))
        .isInstanceOfSatisfying(
            Result.NotNow.class,
            result -> assertThat(result.problem().code()).isEqualTo(ErrorCode.STREAM_UNAVAILABLE));
  }

  private Result replay(RejectedEvent letter, SchemaRules rules, EventLimiter limiter) {
    return replay(letter, ingestion(rules, limiter, stream));
  }

  private static Result replay(RejectedEvent letter, Ingestion ingestion) {
    return new PipelineResubmission(ingestion)
        .resubmit(CREDENTIAL, letter, letter.getOriginal().array());
  }

  private static Ingestion ingestion(SchemaRules rules, EventLimiter limiter, EventStream stream) {
    return new Ingestion(
        new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))),
        limiter,
        new EventJudge(rules, new Enrichment(List.of()), Duration.ofDays(7)),
        customer -> CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])),
        stream,
        new Identifiers(new SecureRandom()),
        TrustedProxies.NONE,
        IngestMetrics.NONE);
  }

  private static Grant grant(Credential credential, int requested, int granted) {
    return new Grant(requested, granted, 0, Duration.ZERO, credential.rateLimit());
  }

  private static RejectedEvent letter(String original) {
    RejectedEvent letter = new RejectedEvent();
    letter.setCustomerId("acme");
    letter.setEventId(ID);
    letter.setOriginal(ByteBuffer.wrap(original.getBytes(StandardCharsets.UTF_8)));
    letter.setReceivedAt(RECEIVED);
    return letter;
  }
}
