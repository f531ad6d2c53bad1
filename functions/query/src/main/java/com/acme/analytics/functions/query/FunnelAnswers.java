package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.funnel.CohortRange;
import com.acme.analytics.functions.query.funnel.FunnelFigures;
import com.acme.analytics.functions.query.funnel.FunnelRequest;
import com.clickhouse.client.api.query.QueryResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers what a funnel came to. A member belongs to one minute, so cohorts of before the funnel
 * was active are counted in the events and those from then on in what the stream has stored, and
 * nobody is counted twice or lost.
 */
final class FunnelAnswers {
  /** Values of a breakdown. */
  static final int MOST_ROWS = 100;

  private static final String TIER = "hot";

  private final ClickHouseTier tier;
  private final FunnelHistory history;
  private final Duration retention;
  private final Clock clock;

  /**
   * Answers from this tier.
   *
   * @param retention how far back the tier holds every event
   */
  FunnelAnswers(ClickHouseTier tier, FunnelHistory history, Duration retention, Clock clock) {
    this.tier = Objects.requireNonNull(tier, "tier");
    this.history = Objects.requireNonNull(history, "history");
    this.retention = Objects.requireNonNull(retention, "retention");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Computes the answer. It is partial when the range begins before what the tier holds, or before
   * what can be counted: that is left out then.
   *
   * @param activeFrom from when on the stream knows the funnel; empty when it may not
   * @param now when the request was received
   * @throws ProblemException when the tier can't answer, or not within the limits
   */
  FunnelAnswer answer(
      Funnel funnel, Optional<Instant> activeFrom, FunnelRequest request, Instant now) {
    long started = System.nanoTime();
    CohortRange range = request.range();
    CohortRange held = range.since(now.minus(retention));
    Instant cut = activeFrom.orElse(held.to());
    CohortRange before = held.before(cut);
    Optional<ClickHouseStatement> counted =
        before.isEmpty() ? Optional.empty() : history.select(funnel, before);
    ClickHouseStatement statement =
        FunnelStatement.of(funnel, counted, held.since(cut), request.breakdown(), MOST_ROWS + 1);
    FunnelFigures figures = figures(funnel, statement);
    OptionalLong freshness = freshness(funnel, held);
    long elapsed = Duration.ofNanos(System.nanoTime() - started).toMillis();
    return new FunnelAnswer(
        funnel,
        activeFrom,
        range,
        request.breakdown(),
        figures,
        new AnswerMeta(
            List.of(TierReport.answered(TIER, freshness, elapsed)),
            figures.isExact() ? Accuracy.EXACT : Accuracy.SKETCHED,
            /* partial= */ range.from().isBefore(held.from())
                || (counted.isEmpty() && !before.isEmpty()),
            figures.truncated(),
            elapsed));
  }

  private FunnelFigures figures(Funnel funnel, ClickHouseStatement statement) {
    try (QueryResponse response = tier.run(statement, MOST_ROWS + 2)) {
      return new FunnelRows(funnel.steps().size(), MOST_ROWS).read(response.getInputStream());
    } catch (ProblemException e) {
      throw e;
    } catch (Exception e) {
      // The connection broke while the rows were read.
      throw ClickHouseFailure.problem(e);
    }
  }

  /** How long ago the newest event of these minutes was received. */
  private OptionalLong freshness(Funnel funnel, CohortRange range) {
    if (range.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong newest =
        tier.newest(
            StatementCompiler.freshness(
                funnel.customer(), new TimeRange(range.from(), range.to()), range.from()));
    return newest.isPresent()
        ? OptionalLong.of(Math.max(0, clock.millis() - newest.getAsLong()))
        : OptionalLong.empty();
  }
}
