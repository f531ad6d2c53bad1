package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.tenant.CustomerId;
import com.clickhouse.client.api.query.QueryResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Answers queries from the hot tier alone: exactly, ordered and cut by ClickHouse itself. */
final class HotTierAnswers {
  private static final String TIER = "hot";
  private static final Executor SIDE_BY_SIDE = command -> Thread.ofVirtual().start(command);

  private final ClickHouseTier tier;
  private final Duration retention;
  private final int maxBytes;
  private final Clock clock;

  /**
   * Answers from this tier.
   *
   * @param retention how far back the tier holds every event
   * @param maxBytes of an answer
   */
  HotTierAnswers(ClickHouseTier tier, Duration retention, int maxBytes, Clock clock) {
    this.tier = tier;
    this.retention = retention;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /**
   * Computes the answer. It is partial when the range begins before what the tier holds, which is
   * left out then.
   *
   * @param now when the request was received
   * @throws ProblemException when the tier can't answer, or not within the limits
   */
  Answer answer(CustomerId customer, Query query, Instant now) {
    long started = System.nanoTime();
    Instant heldSince = now.minus(retention);
    CompletableFuture<OptionalLong> newest =
        CompletableFuture.supplyAsync(() -> newest(customer, query, heldSince), SIDE_BY_SIDE);
    AnswerBuffer body = new AnswerBuffer(maxBytes);
    try (AnswerWriter writer = new AnswerWriter(body, query.columns())) {
      int found = writeRows(writer, customer, query, heldSince);
      TierReport report = report(newest.join(), millisSince(started));
      long elapsed = millisSince(started);
      boolean partial = query.range().from().isBefore(heldSince);
      writer.writeMeta(
          new AnswerMeta(List.of(report), Accuracy.EXACT, partial, found > query.limit(), elapsed));
      writer.close();
      return new Answer(body.toByteArray(), Math.min(found, query.limit()), elapsed);
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : e;
    }
  }

  /** The statement of {@link #answer}, for people. */
  String statement(CustomerId customer, Query query, Instant now) {
    return StatementCompiler.rows(customer, query, now.minus(retention)).text();
  }

  private int writeRows(AnswerWriter writer, CustomerId customer, Query query, Instant heldSince) {
    ClickHouseStatement statement = StatementCompiler.rows(customer, query, heldSince);
    try (QueryResponse response = tier.run(statement, query.limit() + 1)) {
      return writer.writeRows(response.getInputStream(), query.limit());
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      // The connection broke while the rows were read.
      throw ClickHouseFailure.problem(e);
    }
  }

  /** When the newest event of the range was received, milliseconds since 1970. */
  private OptionalLong newest(CustomerId customer, Query query, Instant heldSince) {
    return tier.newest(StatementCompiler.freshness(customer, query.range(), heldSince));
  }

  private TierReport report(OptionalLong newest, long elapsedMillis) {
    OptionalLong freshness =
        newest.isPresent()
            ? OptionalLong.of(Math.max(0, clock.millis() - newest.getAsLong()))
            : OptionalLong.empty();
    return TierReport.answered(TIER, freshness, elapsedMillis);
  }

  private static long millisSince(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }
}
