package com.acme.analytics.functions.query.job;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that is answered in its own time.
 *
 * @param kind what it asks for
 * @param query the request as it was taken, JSON
 * @param attempt how often a worker has begun it; the number of the attempt is the right to end it
 * @param progress of the attempt
 * @param started when it was first begun
 * @param expires when job and result are no more
 * @param problem why it failed, a problem document
 * @param result what it succeeded with
 * @param checkpoint what attempts have done that the next need not do again, JSON
 */
public record Job(
    CustomerId customer,
    UUID id,
    JobKind kind,
    String query,
    JobStatus status,
    int attempt,
    JobProgress progress,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> finished,
    Instant expires,
    Optional<String> problem,
    Optional<JobResult> result,
    Optional<String> checkpoint) {
  /** How long a job is kept from its creation on, whatever became of it. */
  public static final Duration RETENTION = Duration.ofHours(24);

  /** A job that waits for its first worker. */
  public static Job queued(CustomerId customer, UUID id, JobKind kind, String query, Instant now) {
    return new Job(
        customer,
        id,
        kind,
        query,
        JobStatus.QUEUED,
        0,
        JobProgress.NONE,
        now,
        Optional.empty(),
        Optional.empty(),
        now.plus(RETENTION),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
