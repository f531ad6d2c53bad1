package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.functions.identity.CustomerDirectory;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import com.acme.analytics.functions.ingest.limits.EventLimiter;
import com.acme.analytics.functions.ingest.limits.Grant;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * The way of a batch, the same for every door: read, limited, checked and enriched event by event,
 * published, and counted. What is refused becomes a dead letter in the same breath.
 */
public final class Ingestion {
  private final BatchReader reader;
  private final EventLimiter limiter;
  private final EventJudge judge;
  private final CustomerDirectory customers;
  private final EventStream stream;
  private final Identifiers identifiers;
  private final TrustedProxies proxies;
  private final IngestMetrics metrics;

  /**
   * Takes events in.
   *
   * @param proxies whose word is taken for where a refused event came from
   */
  public Ingestion(
      BatchReader reader,
      EventLimiter limiter,
      EventJudge judge,
      CustomerDirectory customers,
      EventStream stream,
      Identifiers identifiers,
      TrustedProxies proxies,
      IngestMetrics metrics) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.limiter = Objects.requireNonNull(limiter, "limiter");
    this.judge = Objects.requireNonNull(judge, "judge");
    this.customers = Objects.requireNonNull(customers, "customers");
    this.stream = Objects.requireNonNull(stream, "stream");
    this.identifiers = Objects.requireNonNull(identifiers, "identifiers");
    this.proxies = Objects.requireNonNull(proxies, "proxies");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /**
   * Takes a submission in. Returns within about two seconds, whatever Kafka does.
   *
   * @throws ProblemException when the body as a whole is refused, when nothing could be stored, or
   *     when a store that must be asked is unreachable
   */
  public Outcome submit(Submission submission) {
    return submit(submission, UnaryOperator.identity());
  }

  /**
   * Takes in what is left of a submission that was tried before: only the wanted events are
   * limited, checked and published, under the indices, and so the ids, that they had then.
   *
   * @param wanted the positions in the batch of those that are not settled yet, at least one
   * @throws ProblemException as {@link #submit(Submission)} does
   */
  public Outcome submitRest(Submission submission, IntPredicate wanted) {
    return submit(submission, batch -> batch.only(wanted));
  }

  private Outcome submit(Submission submission, UnaryOperator<Batch> selection) {
    EventIds ids = ids(submission);
    DeadLetters deadLetters = new DeadLetters(submission, ids, proxies);
    Batch batch;
    try {
      batch = selection.apply(reader.read(submission, ids));
    } catch (ProblemException e) {
      keepBody(submission, deadLetters, e.problem());
      throw e;
    }
    Grant grant = limiter.take(submission.credential(), batch.size());
    Delivery delivery = new Delivery(deadLetters);
    judge(submission, batch, grant, delivery);
    BitSet stored = publish(delivery, submission);
    delivery.count(stored, metrics);
    if (!delivery.isEmpty() && !delivery.anyAccepted(stored)) {
      throw new ProblemException(
          new Problem(
              ErrorCode.STREAM_UNAVAILABLE,
              "0 of %d events were stored".formatted(delivery.size())));
    }
    return delivery.outcome(stored, grant);
  }

  private EventIds ids(Submission submission) {
    return submission
        .idempotencyKey()
        .<EventIds>map(key -> new DerivedEventIds(submission.credential().customer(), key))
        .orElse(identifiers);
  }

  private void judge(Submission submission, Batch batch, Grant grant, Delivery delivery) {
    int end = batch.indexAfter(grant.granted());
    if (grant.granted() > 0) {
      CustomerSettings settings = settings(submission.credential());
      for (ReadEvent event : batch.events()) {
        if (event.index() < end) {
          judge.judge(event, submission, settings, delivery);
        } else {
          delivery.limited(event.index(), event.givenId());
        }
      }
    } else {
      batch.events().forEach(event -> delivery.limited(event.index(), event.givenId()));
    }
    for (Rejection rejection : batch.rejections()) {
      if (rejection.index() < end) {
        delivery.reject(rejection);
      } else {
        delivery.limited(rejection.index(), rejection.givenId());
      }
    }
  }

  private CustomerSettings settings(Credential credential) {
    try {
      return customers.settingsOf(credential.customer());
    } catch (DirectoryUnavailableException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the settings can't be read; retry"), e);
    }
  }

  private BitSet publish(Delivery delivery, Submission submission) {
    if (delivery.isEmpty()) {
      return new BitSet();
    }
    TraceParent trace = submission.trace().orElseGet(identifiers::newTrace);
    long start = System.nanoTime();
    BitSet stored = stream.publish(delivery.records(), trace);
    metrics.produced(Duration.ofNanos(System.nanoTime() - start));
    return stored;
  }

  /**
   * A body that is no batch counts as one event, so that it can't get around the limit. Beyond the
   * limit only the answer tells of it; where nobody gets one, it waits.
   */
  private void keepBody(Submission submission, DeadLetters deadLetters, Problem problem) {
    Optional<StreamRecord> record = deadLetters.ofBody(problem);
    if (record.isEmpty()) {
      return;
    }
    if (limiter.take(submission.credential(), 1).granted() > 0) {
      TraceParent trace = submission.trace().orElseGet(identifiers::newTrace);
      BitSet stored = stream.publish(List.of(record.get()), trace);
      if (stored.isEmpty()) {
        throw new ProblemException(
            new Problem(ErrorCode.STREAM_UNAVAILABLE, "the refused body could not be kept"));
      }
    } else if (submission.door() == Door.KINESIS) {
      throw new ProblemException(
          new Problem(ErrorCode.RATE_LIMITED, "the refused body could not be kept yet"));
    }
  }
}
