package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.ComparedGroups;
import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.SliceGroups;
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
import java.util.function.BiFunction;

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
    if (query.comparison().isPresent()) {
      return compared(customer, query, now, observer);
    }
    Plan plan = planner.plan(customer, query, now);
    if (plan.slices().isEmpty() || plan.isWholeIn(Tier.HOT)) {
      observer.planned(1);
      Answer answer = hot.answer(customer, query, now);
      observer.sliceAnswered();
      return answer;
    }
    return merged(customer, plan, now, observer);
  }

  /** How {@link #answer} would go about it. */
  Explanation explain(CustomerId customer, Query query, Instant now) {
    List<Slice> slices = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    List<TimeRange> unheld = new ArrayList<>();
    for (Query period : periods(query)) {
      Plan plan = planner.plan(customer, period, now);
      boolean alone = query.comparison().isEmpty() && plan.isWholeIn(Tier.HOT);
      for (Slice slice : plan.slices()) {
        slices.add(slice);
        statements.add(
            alone
                ? hot.statement(customer, query, now)
                : stores.get(slice.tier()).statement(customer, period, slice.range()));
      }
      unheld.addAll(plan.unheld());
    }
    return new Explanation(slices, statements, unheld);
  }

  /**
   * What the tiers together know of queries, all asked at once.
   *
   * @param queries that compare with nothing
   * @return of each query, in their order
   * @throws ProblemException when no tier can answer one of them, or a tier not within its limits
   */
  List<UnitedGroups> united(
      CustomerId customer, List<Query> queries, Instant now, AnswerObserver observer) {
    List<Plan> plans = queries.stream().map(query -> planner.plan(customer, query, now)).toList();
    return unite(customer, plans, now, observer);
  }

  /** The periods of a comparison, its own first; else the query itself. */
  static List<Query> periods(Query query) {
    if (query.comparison().isEmpty()) {
      return List.of(query);
    }
    TimeRange range = query.range();
    Duration offset = offset(query);
    return List.of(
        query.over(range),
        query.over(new TimeRange(range.from().minus(offset), range.to().minus(offset))));
  }

  private static Duration offset(Query query) {
    return query.comparison().orElseThrow().offset(query.range(), query.granularity());
  }

  /** Whether the lake has a part in the answer, so that it takes seconds or minutes. */
  boolean reachesLake(CustomerId customer, Query query, Instant now) {
    return periods(query).stream()
        .flatMap(period -> planner.plan(customer, period, now).slices().stream())
        .anyMatch(slice -> slice.tier() == Tier.LAKE);
  }

  private Answer merged(CustomerId customer, Plan plan, Instant now, AnswerObserver observer) {
    long started = System.nanoTime();
    UnitedGroups united = unite(customer, List.of(plan), now, observer).getFirst();
    return written(plan.query(), united.groups().rows(), started, united::meta);
  }

  private Answer compared(CustomerId customer, Query query, Instant now, AnswerObserver observer) {
    long started = System.nanoTime();
    List<UnitedGroups> both = united(customer, periods(query), now, observer);
    UnitedGroups current = both.getFirst();
    UnitedGroups previous = both.getLast();
    return written(
        query,
        new ComparedGroups(query, current.groups(), previous.groups(), offset(query)).rows(),
        started,
        (truncated, elapsed) -> current.metaWith(previous, truncated, elapsed));
  }

  private Answer written(
      Query query,
      List<List<Object>> rows,
      long started,
      BiFunction<Boolean, Long, AnswerMeta> meta) {
    List<List<Object>> shown = rows.subList(0, Math.min(rows.size(), query.limit()));
    AnswerBuffer body = new AnswerBuffer(maxBytes);
    try (AnswerWriter writer = new AnswerWriter(body, query.columns())) {
      writer.writeRows(shown::forEach);
      long elapsed = millisSince(started);
      writer.writeMeta(meta.apply(rows.size() > shown.size(), elapsed));
      writer.close();
      return new Answer(body.toByteArray(), shown.size(), elapsed);
    }
  }

  private List<UnitedGroups> unite(
      CustomerId customer, List<Plan> plans, Instant now, AnswerObserver observer) {
    observer.planned(Math.max(1, plans.stream().mapToInt(plan -> plan.slices().size()).sum()));
    List<UnitedGroups> united = new ArrayList<>();
    List<List<SliceAnswer>> answers = askAll(customer, plans, now, observer);
    for (int i = 0; i < plans.size(); i++) {
      united.add(unite(plans.get(i), answers.get(i)));
    }
    return united;
  }

  private static UnitedGroups unite(Plan plan, List<SliceAnswer> answers) {
    requireOne(answers);
    MergedGroups groups = new MergedGroups(plan.query());
    answers.forEach(answer -> answer.groups().forEach(groups::add));
    boolean partial =
        !plan.unheld().isEmpty() || answers.stream().anyMatch(answer -> !answer.isThere());
    return new UnitedGroups(
        groups,
        answers.stream().map(SliceAnswer::report).toList(),
        accuracy(answers, groups),
        partial);
  }

  /** Asks all tiers at once; when one refuses, or nobody waits any more, all others stop. */
  private List<List<SliceAnswer>> askAll(
      CustomerId customer, List<Plan> plans, Instant now, AnswerObserver observer) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<Future<SliceAnswer>>> asked = new ArrayList<>();
      for (Plan plan : plans) {
        List<Future<SliceAnswer>> ofPlan = new ArrayList<>();
        for (Slice slice : plan.slices()) {
          ofPlan.add(
              sideBySide.submit(
                  () -> {
                    SliceAnswer answer = ask(customer, plan.query(), slice, now);
                    observer.sliceAnswered();
                    return answer;
                  }));
        }
        asked.add(ofPlan);
      }
      List<List<SliceAnswer>> answers = new ArrayList<>();
      try {
        for (List<Future<SliceAnswer>> ofPlan : asked) {
          List<SliceAnswer> of = new ArrayList<>();
          for (Future<SliceAnswer> each : ofPlan) {
            of.add(each.get());
          }
          answers.add(of);
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
    try {
      SliceGroups groups = store.slice(customer, query, slice.range());
      TierReport report = TierReport.answered(name, joined(freshness), millisSince(started));
      if (groups.cached()) {
        telemetry.remembered(name);
        report = report.fromCache();
      }
      return new SliceAnswer(groups.groups(), report, Optional.empty());
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
    if (!answers.isEmpty() && answers.stream().noneMatch(SliceAnswer::isThere)) {
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
