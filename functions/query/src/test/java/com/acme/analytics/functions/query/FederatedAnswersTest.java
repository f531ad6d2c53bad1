package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.query.plan.Ownership;
import com.acme.analytics.functions.query.plan.Planner;
import com.acme.analytics.functions.query.plan.Progress;
import com.acme.analytics.functions.query.plan.Tier;
import com.acme.analytics.functions.query.warm.DruidSql;
import com.acme.analytics.functions.query.warm.WarmProgress;
import com.acme.analytics.functions.query.warm.WarmStore;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.api.InstanceOfAssertFactories;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/**
 * A hundred days of events, each tier with its part as the stream's sinks give it: whatever is
 * asked, the answer over all tiers equals one scan over everything.
 */
class FederatedAnswersTest {
  private static final CustomerId CUSTOMER = new CustomerId("federated");
  private static final CustomerId OTHER = new CustomerId("other");

  /** One now for all: the engines' clocks are real. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private static final Duration RETENTION = HotStore.RETENTION;
  private static final Ownership OWNERSHIP = new Ownership(RETENTION, HotStore.WARM_RETENTION);
  private static final Instant HOT_FROM =
      NOW.minus(OWNERSHIP.hot()).truncatedTo(ChronoUnit.MINUTES);
  private static final Instant WARM_FROM =
      NOW.minus(HotStore.WARM_RETENTION).plus(Duration.ofHours(1));

  /** What is declared since less than ninety days, each since another time. */
  private static final DeclaredSince DECLARED =
      new DeclaredSince(
          Map.of(
              "plan", NOW.minus(Duration.ofDays(40)),
              "cart.kind", NOW.minus(Duration.ofDays(20)),
              "amount", NOW.minus(Duration.ofDays(60))),
          Map.of(
              "amount", NOW.minus(Duration.ofDays(60)),
              "cart.total", NOW.minus(Duration.ofDays(30)),
              "bytes", NOW.minus(Duration.ofDays(40))));

  private static final List<Object> PLANS =
      List.of("pro", "o'neill", "", 404L, 404.0, "404", "404.0", 1.5, true, List.of(1L));

  private static final List<TestEvent> EVENTS = events(1_500);

  private static HotStore hot;
  private static ClickHouseTier clickHouse;
  private static WarmFixture warm;
  private static DruidSql druid;
  private static LakeFixture lake;

  @BeforeContainer
  static void start() throws Exception {
    hot = HotStore.start();
    clickHouse = hot.tier();
    warm = WarmFixture.start();
    druid = new DruidSql(warm.url(), AnswerLimits.REQUEST.statement());
    lake = LakeFixture.start();
    for (CustomerId customer : List.of(CUSTOMER, OTHER)) {
      hot.insert(customer, since(NOW.minus(RETENTION)));
      warm.insert(customer, DECLARED, since(NOW.minus(HotStore.WARM_RETENTION)));
      lake.insert(customer, EVENTS);
    }
  }

  @AfterContainer
  static void stop() throws Exception {
    lake.close();
    druid.close();
    warm.close();
    clickHouse.close();
    hot.close();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void theAnswerOverAllTiersEqualsOneScan(
      @ForAll("queries") Map<String, String> parameters, @ForAll("progress") Instant warmUntil) {
    Query query = new QueryParameters(HotStore.DEFAULTS).parse(parameters, NOW);

    Object answer = PlainJson.read(answers(() -> warmUntil).answer(CUSTOMER, query, NOW).body());

    ReferenceAnswer reference = new ReferenceAnswer(query);
    assertThat(reference.united(PlainJson.list(answer, "rows")))
        .as("%s, warm until %s: %s", parameters, warmUntil, PlainJson.at(answer, "meta"))
        .isEqualTo(reference.united(reference.rows(EVENTS)));
    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(false);
    if (!parameters.get("measures").matches(".*p[0-9]{2}:.*")) {
      assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(true);
    }
  }

  @Example
  void theWarmTierSaysItselfHowFarItHasCome() {
    Instant newest = EVENTS.getLast().timestamp().truncatedTo(ChronoUnit.MINUTES);

    assertThat(new WarmProgress(druid, Ticker.systemTicker()).committedUntil()).isEqualTo(newest);
  }

  @Example
  void aQuestionOfTheRollupOverNinetyDaysIsAnsweredByWarmAndHotAlone() {
    Query query =
        new QueryParameters(HotStore.DEFAULTS)
            .parse(
                Map.of(
                    "measures", "count,unique_users",
                    "dimensions", "country",
                    "from", WARM_FROM.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60).toString()),
                NOW);

    Object answer =
        PlainJson.read(
            answers(new WarmProgress(druid, Ticker.systemTicker()))
                .answer(CUSTOMER, query, NOW)
                .body());

    assertThat(PlainJson.list(answer, "meta", "tiers"))
        .extracting(tier -> PlainJson.at(tier, "name"))
        .containsExactly("warm", "hot");
    assertThat(ReferenceAnswer.comparable(PlainJson.list(answer, "rows")))
        .isEqualTo(ReferenceAnswer.comparable(new ReferenceAnswer(query).rows(EVENTS)));
  }

  @Example
  void whatIsDeclaredIsAnsweredByWarmAndHotAloneSinceItIs() {
    Object answer =
        answer("count,sum:amount,avg:amount,p95:amount", "plan", minute(Duration.ofDays(39)));

    assertThat(PlainJson.list(answer, "meta", "tiers"))
        .extracting(tier -> PlainJson.at(tier, "name"))
        .containsExactly("warm", "hot");
    assertThat(PlainJson.at(answer, "meta", "relative_error")).isEqualTo(Histogram.RELATIVE_ERROR);
    assertThat(PlainJson.at(answer, "meta", "rank_error")).isNull();
  }

  /** The bound is of 99 % of answers, three times it of all but one in a billion. */
  @Example
  void aPercentileOfASampleIsOffByItsRankToo() {
    Instant from = minute(Duration.ofDays(39));
    double[] sorted =
        EVENTS.stream()
            .filter(event -> !event.timestamp().isBefore(from))
            .mapToDouble(event -> (Double) event.property("bytes"))
            .sorted()
            .toArray();

    Object answer = answer("p50:bytes", "", from);

    double error = (Double) PlainJson.at(answer, "meta", "rank_error");
    double value =
        ((Number) ((List<?>) PlainJson.list(answer, "rows").getFirst()).getFirst()).doubleValue();
    assertThat(error).isBetween(0.01, 0.02);
    assertThat(value)
        .isBetween(
            sorted[(int) (sorted.length * (0.5 - 3 * error))] * (1 - Histogram.RELATIVE_ERROR),
            sorted[(int) (sorted.length * (0.5 + 3 * error))] * (1 + Histogram.RELATIVE_ERROR));
  }

  private static Instant minute(Duration ago) {
    return NOW.minus(ago).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Object answer(String measures, String dimensions, Instant from) {
    Query query =
        new QueryParameters(HotStore.DEFAULTS)
            .parse(
                Map.of("measures", measures, "dimensions", dimensions, "from", from.toString()),
                NOW);
    return PlainJson.read(answers(() -> NOW).answer(CUSTOMER, query, NOW).body());
  }

  @Example
  void aComparisonOverTheBordersOfTiersEqualsTwoScans() {
    Query query =
        new QueryParameters(HotStore.DEFAULTS)
            .parse(
                Map.of(
                    "measures", "count,unique_users",
                    "dimensions", "event",
                    "from", HOT_FROM.minusSeconds(300).toString(),
                    "to", HOT_FROM.plusSeconds(300).toString(),
                    "granularity", "1m",
                    "compare", "previous"),
                NOW);

    Object answer = PlainJson.read(answers(() -> NOW).answer(CUSTOMER, query, NOW).body());

    List<Query> periods = QueryAnswers.periods(query);
    Map<List<Object>, List<Object>> now = scanned(periods.getFirst(), Duration.ZERO);
    Map<List<Object>, List<Object>> before = scanned(periods.getLast(), Duration.ofMinutes(10));
    Set<List<Object>> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> key : keys) {
      List<Object> current = now.getOrDefault(key, List.of(0L, 0L));
      List<Object> previous = before.getOrDefault(key, List.of(0L, 0L));
      List<Object> row = new ArrayList<>(key);
      row.addAll(
          List.of(current.getFirst(), previous.getFirst(), current.getLast(), previous.getLast()));
      expected.add(row);
    }
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(PlainJson.list(answer, "rows"))
        .as("%s", PlainJson.at(answer, "meta"))
        .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
        .containsExactlyInAnyOrderElementsOf(List.copyOf(expected));
  }

  @Example
  void retentionOverTheBordersOfTiersEqualsASetOfUsers() {
    Instant from = HOT_FROM.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(42));
    Instant to = from.plus(Duration.ofDays(49));
    AnalysisEndpoint endpoint =
        new AnalysisEndpoint(
            key -> Optional.of(HotStore.credential(key)),
            HotStore.DEFAULTS,
            answers(() -> NOW),
            new PathAnswers(clickHouse, RETENTION, Clock.systemUTC()),
            HotStore.TELEMETRY,
            Clock.fixed(NOW, ZoneOffset.UTC));

    HttpResponse response =
        endpoint.handle(
            HotStore.request(
                AnalysisEndpoint.RETENTION,
                CUSTOMER,
                Map.of(),
                """
                {"start": {"event": "purchase"}, "granularity": "1w", "from": "%s", "to": "%s"}
                """
                    .formatted(from, to)));

    assertThat(response.status()).isEqualTo(200);
    Object answer = PlainJson.read(response.body());
    List<?> cohorts = PlainJson.list(answer, "cohorts");
    assertThat(cohorts).hasSize(7);
    for (int week = 0; week < 7; week++) {
      Set<String> cohort = users(from, week, "purchase");
      assertThat(PlainJson.at(cohorts.get(week), "users")).isEqualTo((long) cohort.size());
      List<Long> expected = new ArrayList<>();
      for (int later = week; later < 7; later++) {
        Set<String> both = new HashSet<>(cohort);
        both.retainAll(users(from, later, ""));
        expected.add((long) both.size());
      }
      assertThat(PlainJson.list(cohorts.get(week), "returned"))
          .extracting(cell -> PlainJson.at(cell, "users"))
          .isEqualTo(expected);
    }
    assertThat(PlainJson.list(answer, "meta", "tiers"))
        .extracting(tier -> PlainJson.at(tier, "name"))
        .contains("warm", "hot");
  }

  /** Of a week; without a name of any event. */
  private static Set<String> users(Instant from, int week, String name) {
    Set<String> users = new HashSet<>();
    for (TestEvent event : EVENTS) {
      String user = event.userId().isEmpty() ? event.anonymousId() : event.userId();
      boolean counts = !user.isEmpty() && (name.isEmpty() || event.event().equals(name));
      if (counts
          && Math.floorDiv(
                  Duration.between(from, event.timestamp()).toMillis(),
                  Duration.ofDays(7).toMillis())
              == week) {
        users.add(user);
      }
    }
    return users;
  }

  /** The counts of a scan by time and event, as much later. */
  private static Map<List<Object>, List<Object>> scanned(Query query, Duration later) {
    Map<List<Object>, List<Object>> groups = new HashMap<>();
    for (List<?> row : new ReferenceAnswer(query).rows(EVENTS)) {
      String time = Instant.parse(row.getFirst().toString()).plus(later).toString();
      groups.put(List.of(time, row.get(1)), List.of(whole(row.get(2)), whole(row.get(3))));
    }
    return groups;
  }

  private static Long whole(Object number) {
    return ((Number) number).longValue();
  }

  private static QueryAnswers answers(Progress progress) {
    return new QueryAnswers(
        new Planner(OWNERSHIP, progress, customer -> DECLARED),
        new HotTierAnswers(clickHouse, RETENTION, AnswerLimits.REQUEST.bytes(), Clock.systemUTC()),
        Map.of(
            Tier.HOT, new HotSlices(clickHouse),
            Tier.WARM, new WarmStore(druid, progress),
            Tier.LAKE, lake.store()),
        AnswerLimits.REQUEST.bytes(),
        new QueryTelemetry(MetricsFactory.getMetricsInstance()));
  }

  private static List<TestEvent> since(Instant time) {
    return EVENTS.stream().filter(event -> !event.timestamp().isBefore(time)).toList();
  }

  /**
   * In the order of time; many near the borders of the tiers, on the minute and off it. The others
   * are of some forty hours, for each of which the lake has a file.
   */
  private static List<TestEvent> events(int size) {
    Random random = new Random(42);
    List<TestEvent> events = new ArrayList<>();
    List<Instant> borders = List.of(HOT_FROM, WARM_FROM, NOW.minus(Duration.ofDays(40)));
    List<Instant> hours =
        random.longs(40, 1, 2_400).mapToObj(hour -> NOW.minus(Duration.ofHours(hour))).toList();
    for (int i = 0; i < size; i++) {
      Instant at =
          i % 4 == 0
              ? borders
                  .get(random.nextInt(borders.size()))
                  .plusMillis(random.nextInt(-600_000, 600_000))
              : hours.get(random.nextInt(hours.size())).plusMillis(random.nextInt(3_600_000));
      if (i % 5 == 0) {
        at = at.truncatedTo(ChronoUnit.MINUTES);
      }
      events.add(
          new TestEvent(
              new UUID(random.nextLong(), random.nextLong()),
              pick(random, "page_view", "purchase", "ünï"),
              at,
              at.plusMillis(5),
              pick(random, "", "u" + random.nextInt(400)),
              pick(random, "", "a" + random.nextInt(400)),
              pick(random, "", "/", "/a", "/b?x='"),
              pick(random, "", "DE", "FR"),
              random.nextInt(10) == 0,
              Map.of(
                  "status",
                  (long) random.nextInt(200, 204),
                  "bytes",
                  random.nextInt(1000) * 0.25,
                  "plan",
                  PLANS.get(random.nextInt(PLANS.size())),
                  "cart",
                  i % 3 == 0
                      ? Map.of("kind", pick(random, "gift", ""), "total", (long) random.nextInt(9))
                      : List.of("empty"),
                  "amount",
                  // Few enough for the warm tier's sketches to keep each.
                  i % 7 == 0 ? random.nextInt(-50_000, 50_000) / 16.0 : "none")));
    }
    events.sort(Comparator.comparing(TestEvent::timestamp));
    return events;
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  @Provide
  Arbitrary<Map<String, String>> queries() {
    Arbitrary<String> measures =
        Arbitraries.of(
            "count",
            "unique_users",
            "count,unique_users",
            "count,sum:bytes",
            "avg:bytes,max:bytes",
            "min:status,unique_users",
            "count,sum:amount,avg:amount,min:amount",
            "count,max:amount,p50:amount,p95:amount,p99:amount",
            "count,p75:amount,p90:status",
            "unique_users,sum:cart.total,avg:cart.total");
    Arbitrary<String> dimensions =
        Arbitraries.of(
            "",
            "",
            "path",
            "event,country",
            "bot",
            "country",
            "status",
            "path,bot",
            "plan",
            "plan,country",
            "cart.kind",
            "amount");
    Arbitrary<String> filter =
        Arbitraries.of(
            "",
            "",
            "",
            "path:ne:/",
            "country:in:DE|FR",
            "path:contains:'",
            "bot:eq:false",
            "country:missing",
            "path:exists,event:eq:purchase",
            "status:eq:201",
            "bytes:ge:100",
            "plan:eq:404",
            "plan:ne:404",
            "plan:in:pro|true",
            "plan:eq:404.0",
            "plan:missing",
            "plan:exists,country:eq:DE",
            "plan:eq:",
            "plan:contains:o'",
            "cart.kind:exists",
            "cart.total:gt:3",
            "amount:missing");
    Arbitrary<String> granularity = Arbitraries.of("", "", "1m", "5m", "1h", "1d");
    Arbitrary<Instant> time =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of(HOT_FROM, WARM_FROM, NOW, NOW.minus(Duration.ofDays(40))),
                    Arbitraries.of(-3_600_000L, -60_000L, -1L, 0L, 1L, 59_999L, 60_000L))
                .as(Instant::plusMillis),
            Arbitraries.longs().between(1, Duration.ofDays(100).toMillis()).map(NOW::minusMillis));
    return Combinators.combine(measures, dimensions, filter, granularity, time, time)
        .filter((m, d, f, g, one, other) -> !one.equals(other))
        .as(
            (m, d, f, g, one, other) ->
                Map.of(
                    "measures", m,
                    "dimensions", d,
                    "filter", f,
                    "granularity", g,
                    "from", (one.isBefore(other) ? one : other).toString(),
                    "to", (one.isBefore(other) ? other : one).toString()));
  }

  /** How far the warm tier has come: all the way, lagging, or not at all. */
  @Provide
  Arbitrary<Instant> progress() {
    return Arbitraries.of(
        NOW,
        NOW,
        NOW,
        HOT_FROM,
        NOW.minus(Duration.ofDays(40)).plusSeconds(30),
        NOW.minus(Duration.ofDays(95)),
        Instant.EPOCH);
  }
}
