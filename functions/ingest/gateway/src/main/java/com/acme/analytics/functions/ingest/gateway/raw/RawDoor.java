package com.acme.analytics.functions.ingest.gateway.raw;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Refusal;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a raw record in, for as long as it takes: nobody would send it again. What the limit or
 * Kafka holds back is tried again alone; what is refused is a dead letter like any. Any number of
 * threads may use it.
 */
final class RawDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RawDoor.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int SERVER_ERROR = 500;

  /** Of failures that are no answer of the pipeline's: the record may be what causes them. */
  private static final int MOST_FAILURES = 5;

  private final Ingestion ingestion;
  private final RateLimit limit;
  private final RawMetrics metrics;
  private final IngestMetrics events;
  private final CountDownLatch closed = new CountDownLatch(1);

  RawDoor(Ingestion ingestion, RateLimit limit, RawMetrics metrics, IngestMetrics events) {
    this.ingestion = ingestion;
    this.limit = limit;
    this.metrics = metrics;
    this.events = events;
  }

  /**
   * Takes the record in.
   *
   * @return whether it is settled; not when the door was closed before
   */
  boolean take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    Submission submission;
    try {
      submission = RawRecord.submission(record, limit);
    } catch (IllegalArgumentException e) {
      LOG.error("{}: left out: {}", placeOf(record), e.getMessage());
      metrics.unattributed();
      return true;
    }
    return settle(submission, record);
  }

  /** Ends what waits to try again. */
  @Override
  public void close() {
    closed.countDown();
  }

  private boolean settle(Submission submission, ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    Optional<BitSet> rest = Optional.empty();
    Duration pause = FIRST_PAUSE;
    int failures = 0;
    while (closed.getCount() > 0) {
      Duration wait = pause;
      try {
        Outcome outcome = submit(submission, rest);
        BitSet left = toBeTriedAgain(outcome);
        if (left.isEmpty()) {
          metrics.settled();
          return true;
        }
        rest = Optional.of(left);
        wait = longer(outcome.grant().retryAfter(), FIRST_PAUSE);
      } catch (ProblemException e) {
        if (!isPassing(e.problem().code())) {
          // The body is a dead letter now.
          events.refused(e.problem().code());
          metrics.settled();
          return true;
        }
        LOG.warn("{}: {}; tried again in {}", placeOf(record), e.problem().detail(), wait);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      } catch (RuntimeException e) {
        if (++failures == MOST_FAILURES) {
          LOG.error("{}: left out after {} failures", placeOf(record), failures, e);
          metrics.abandoned();
          return true;
        }
        LOG.warn("{}: failed, tried again in {}", placeOf(record), wait, e);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
      metrics.retried();
      if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private Outcome submit(Submission submission, Optional<BitSet> rest) {
    return rest.isPresent()
        ? ingestion.submitRest(submission, rest.get()::get)
        : ingestion.submit(submission);
  }

  private static BitSet toBeTriedAgain(Outcome outcome) {
    BitSet indices = new BitSet();
    for (Refusal refusal : outcome.refusals()) {
      if (refusal.status() == Refusal.Status.RETRY) {
        indices.set(refusal.index());
      }
    }
    return indices;
  }

  private static boolean isPassing(ErrorCode code) {
    return code == ErrorCode.RATE_LIMITED || code.status() >= SERVER_ERROR;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static String placeOf(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
