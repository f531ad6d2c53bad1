package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads batches for tests: a fixed customer, receive time and sequence of ids. */
final class Batches {
  static final CustomerId CUSTOMER = new CustomerId("acme");
  static final Credential CREDENTIAL =
      new Credential(CUSTOMER, "hash", Set.of(Scope.INGEST), RateLimit.STANDARD);
  static final Instant RECEIVED_AT = Instant.parse("2015-05-20T12:00:00Z");

  private static final BatchReader READER =
      new BatchReader(new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5)));

  private Batches() {}

  static Batch read(String body) {
    return read(body.getBytes(StandardCharsets.UTF_8), BatchFormat.JSON);
  }

  static Batch readLines(String body) {
    return read(body.getBytes(StandardCharsets.UTF_8), BatchFormat.NDJSON);
  }

  static Batch read(byte[] body, BatchFormat format) {
    return READER.read(submission(body, format), Batches::idOf);
  }

  static Submission submission(byte[] body, BatchFormat format) {
    return new Submission(
        CREDENTIAL,
        body,
        format,
        Optional.empty(),
        RECEIVED_AT,
        new Caller("192.0.2.1", "", ""),
        Optional.empty(),
        /* backfill= */ false,
        Door.LAMBDA);
  }

  /** A batch of one event. */
  static Batch readEvent(String event) {
    return read("{\"events\":[" + event + "]}");
  }

  static Event accepted(String event) {
    return readEvent(event).events().getFirst().event();
  }

  static Rejection rejected(String event) {
    return readEvent(event).rejections().getFirst();
  }

  static UUID idOf(int index) {
    return new UUID(7, index);
  }
}
