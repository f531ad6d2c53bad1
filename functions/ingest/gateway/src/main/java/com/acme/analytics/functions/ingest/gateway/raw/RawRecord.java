package com.acme.analytics.functions.ingest.gateway.raw;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.pipeline.DerivedEventIds;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a raw record says: docs/formats/kinesis.md. Whose it is says a header that the connector
 * wrote, whom only its own setting tells it; the data has no say.
 */
final class RawRecord {
  private static final String CUSTOMER = "acme-customer";
  private static final String ID_BASE = "acme-id-base";
  private static final byte[] NOTHING = {};

  private RawRecord() {}

  /**
   * The record as a submission. Its receive time is the record's own, so that a second reading
   * makes the same events.
   *
   * @throws IllegalArgumentException when a header is missing or malformed
   */
  static Submission submission(ConsumerRecord<byte[], byte[]> record, RateLimit limit) {
    CustomerId customer = new CustomerId(header(record, CUSTOMER));
    String idBase = header(record, ID_BASE);
    try {
      new DerivedEventIds(customer, idBase);
    } catch (ProblemException e) {
      throw new IllegalArgumentException("header " + ID_BASE + ": " + e.problem().detail(), e);
    }
    byte[] body = Objects.requireNonNullElse(record.value(), NOTHING);
    return new Submission(
        new Credential(customer, "kinesis/" + customer, Set.of(Scope.INGEST), limit),
        body,
        RawFormat.of(body),
        Optional.of(idBase),
        Instant.ofEpochMilli(record.timestamp()),
        new Caller("", "", ""),
        /* trace= */ Optional.empty(),
        /* backfill= */ false,
        Door.KINESIS);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("header " + name + ": missing (expected: a value)");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
