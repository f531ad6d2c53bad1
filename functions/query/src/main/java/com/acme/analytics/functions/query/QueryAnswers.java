package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.functions.query.plan.Plan;
import com.acme.analytics.functions.query.plan.Planner;
import com.acme.analytics.functions.query.plan.Slice;
import com.acme.analytics.functions.query.plan.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Answers queries from whichever tiers hold their time. What the hot tier can answer alone it does;
 * else each tier computes the groups of its slice, all at once, and they are united here.
 */
final class QueryAnswers {
  private static final Executor SIDE_BY_SIDE = command -> Thread.ofVirtual().start(command);

  private final Planner planner;
  private final HotTierAnswers hot;
  private final Map<Tier, TierStore> stores;
  private final int maxBytes;
  private final QueryTelemetry telemetry;

  /**
   * Answers over these tiers.
   *
   * @param stores of every tier that the planner knows
   * @param maxBytes of an answer
   */
  QueryAnswers(
      Planner planner,
      HotTierAnswers hot,
      Map<Tier, TierStore> stores,
      int maxBytes,
      QueryTelemetry telemetry) {
    this.planner = planner;
    this.hot = hot;
    this.stores = Map.copyOf(stores);
    this.maxBytes = maxBytes;
    this.telemetry = telemetry;
  }

  /**
   * Computes the answer. It is partial when no tier holds a part of the range, or when a tier that
   * does could not be reached.
   *
   * @param now when the request was received
   * @throws ProblemException when no tier can answer, or one not within its limits
   */
  Answer answer(CustomerId customer, Query query, Instant now) {
    return answer(customer, query, now, AnswerObserver.NOBODY);
  }

  /**
   * The same for somebody who wants to know how far it has come. An interrupt of the thread ends
   * what runs in the tiers; the answer is a {@link ProblemException} then.
   */
  Answer answer(CustomerId customer, Query query, Instant now, AnswerObserver observer) {
    Plan plan = planner.plan(customer, query, now);
    observer.planned(Math.max(1, plan.slices().size()));
    if (plan.slices().isEmpty() || plan.isWholeIn(Tier.HOT)) {
      Answer answer = hot.answer(customer, query, now);
      observer.sliceAnswered();
      return answer;
    }
    return merged(customer, plan, now, observer);
  }

  /** How {@link #answer} would go about it. */
  Explanation explain(CustomerId customer, Query query, Instant now) {
    Plan plan = planner.plan(customer, query, now);
    List<String> statements = new ArrayList<>();
    for (Slice slice : plan.slices()) {
      statements.add(
          plan.isWholeIn(Tier.HOT)
              ? hot.statement(customer, query, now)
              : stores.get(slice.tier()).statement(customer, query, slice.range()));
    }
    return new Explanation(plan, statements);
  }

  /** Whether the lake has a part in the answer, so that it takes seconds or minutes. */
  boolean reachesLake(Query query, Instant now) {
    return planner.plan(query, now).slices().stream().anyMatch(slice -> slice.tier() == Tier.LAKE);
  }

  private Answer merged(CustomerId customer, Plan plan, Instant now, AnswerObserver observer) {
    long started = System.nanoTime();
    Query query = plan.query();
    List<SliceAnswer> answers = askAll(customer, plan, now, observer);
    requireOne(answers);
    MergedGroups groups = new MergedGroups(query);
    answers.forEach(answer -> answer.groups().forEach(groups::add));
    boolean partial =
        !plan.unheld().isEmpty() || answers.stream().anyMatch(answer -> !answer.isThere());
    List<List<Object>> rows = groups.rows();
    List<List<Object>> shown = rows.subList(0, Math.min(rows.size(), query.limit()));
    AnswerBuffer body = new AnswerBuffer(maxBytes);
    try (AnswerWriter writer = new AnswerWriter(body, query.columns())) {
      writer.writeRows(shown);
      long elapsed = millisSince(started);
      writer.writeMeta(
          new AnswerMeta(
              answers.stream().map(SliceAnswer::report).toList(),
              accuracy(answers, groups),
              partial,
              rows.size() > shown.size(),
              elapsed));
      writer.close();
      return new Answer(body.toByteArray(), shown.size(), elapsed);
    }
  }

  /** Asks all tiers at once; when one refuses, or nobody waits any more, all others stop. */
  private List<SliceAnswer> askAll(
      CustomerId customer, Plan plan, Instant now, AnswerObserver observer) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SliceAnswer>> asked = new ArrayList<>();
      for (Slice slice : plan.slices()) {
        asked.add(
            sideBySide.submit(
                () -> {
                  SliceAnswer answer = ask(customer, plan.query(), slice, now);
                  observer.sliceAnswered();
                  return answer;
                }));
      }
      List<SliceAnswer> answers = new ArrayList<>();
      try {
        for (Future<SliceAnswer> each : asked) {
          answers.add(each.get());
        }
        return answers;
      } catch (InterruptedException e) {
        sideBySide.shutdownNow();
        Thread.currentThread().interrupt();
        throw new ProblemException(
            new Problem(ErrorCode.STORE_UNAVAILABLE, "the query was stopped; retry"), e);
      } catch (ExecutionException e) {
        sideBySide.shutdownNow();
        throw e.getCause() instanceof ProblemException problem
            ? problem
            : new CompletionException(e.getCause());
      }
    }
  }

  /** What a tier made of its slice; a tier that can't be reached makes nothing of it. */
  private SliceAnswer ask(CustomerId customer, Query query, Slice slice, Instant now) {
    long started = System.nanoTime();
    String name = slice.tier().code();
    TierStore store = stores.get(slice.tier());
    CompletableFuture<OptionalLong> freshness =
        CompletableFuture.supplyAsync(
            () -> store.freshnessMillis(customer, slice.range(), now), SIDE_BY_SIDE);
    List<PartialRow> groups = new ArrayList<>();
    try {
      store.read(customer, query, slice.range(), groups::add);
      OptionalLong behind = joined(freshness);
      return new SliceAnswer(
          groups, TierReport.answered(name, behind, millisSince(started)), Optional.empty());
    } catch (ProblemException e) {
      if (e.problem().code() != ErrorCode.STORE_UNAVAILABLE) {
        throw e;
      }
      telemetry.unavailable(name, e);
      return new SliceAnswer(
          List.of(), TierReport.unavailable(name, millisSince(started)), Optional.of(e));
    }
  }

  private static void requireOne(List<SliceAnswer> answers) {
    if (answers.stream().noneMatch(SliceAnswer::isThere)) {
      throw answers.getFirst().failure().orElseThrow();
    }
  }

  private static Accuracy accuracy(List<SliceAnswer> answers, MergedGroups groups) {
    if (answers.stream().anyMatch(answer -> answer.groups().size() > TierStore.MAX_GROUPS)) {
      return Accuracy.CUT;
    }
    return Accuracy.of(groups);
  }

  private static <T> T joined(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : e;
    }
  }

  private static long millisSince(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }

  /**
   * What became of a slice.
   *
   * @param failure why there are no groups
   */
  private record SliceAnswer(
      List<PartialRow> groups, TierReport report, Optional<ProblemException> failure) {
    boolean isThere() {
      return failure.isEmpty();
    }
  }
}
