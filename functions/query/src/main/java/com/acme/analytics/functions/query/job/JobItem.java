package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A job as an item of the table. Times are milliseconds, but the expiry, which TTL reads. */
final class JobItem {
  static final String CUSTOMER_ID = "customer_id";
  static final String JOB_ID = "job_id";
  static final String LEASE_UNTIL = "lease_until";

  private JobItem() {}

  static Map<String, AttributeValue> key(CustomerId customer, UUID id) {
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
        JOB_ID, AttributeValue.fromS(id.toString()));
  }

  /** Of a job that waits for its first worker. */
  static Map<String, AttributeValue> of(Job job) {
    Map<String, AttributeValue> item = new HashMap<>(key(job.customer(), job.id()));
    item.put("kind", AttributeValue.fromS(job.kind().code()));
    item.put("query", AttributeValue.fromS(job.query()));
    item.put("status", AttributeValue.fromS(job.status().code()));
    item.put("attempt", number(job.attempt()));
    item.put("slices_done", number(job.progress().done()));
    item.put("slices", number(job.progress().slices()));
    item.put("created_at", number(job.created().toEpochMilli()));
    item.put("expires_at", number(job.expires().getEpochSecond()));
    return item;
  }

  static Job read(Map<String, AttributeValue> item) {
    return new Job(
        new CustomerId(item.get(CUSTOMER_ID).s()),
        UUID.fromString(item.get(JOB_ID).s()),
        JobKind.of(item.get("kind").s()),
        item.get("query").s(),
        JobStatus.of(item.get("status").s()),
        integer(item, "attempt"),
        new JobProgress(integer(item, "slices_done"), integer(item, "slices")),
        instant(item, "created_at").orElseThrow(),
        instant(item, "started_at"),
        instant(item, "finished_at"),
        Instant.ofEpochSecond(Long.parseLong(item.get("expires_at").n())),
        Optional.ofNullable(item.get("problem")).map(AttributeValue::s),
        item.containsKey("pages")
            ? Optional.of(new JobResult(integer(item, "pages"), integer(item, "result_rows")))
            : Optional.empty(),
        Optional.ofNullable(item.get("checkpoint")).map(AttributeValue::s));
  }

  static Optional<Instant> leaseUntil(Map<String, AttributeValue> item) {
    return instant(item, LEASE_UNTIL);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static int integer(Map<String, AttributeValue> item, String name) {
    return Integer.parseInt(item.get(name).n());
  }

  private static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .map(value -> Instant.ofEpochMilli(Long.parseLong(value.n())));
  }
}
