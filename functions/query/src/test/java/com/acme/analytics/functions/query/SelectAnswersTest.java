package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.query.job.JobMessage;
import com.acme.analytics.functions.query.lake.LakeAddress;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.functions.query.sql.LakeSelect;
import com.acme.analytics.functions.query.sql.SqlCompiler;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Statements that no query can express, on a real Trino: each answer is that which Java computes of
 * the customer's events, though another customer's lie beside them.
 */
class SelectAnswersTest {
  private static final CustomerId CUSTOMER = new CustomerId("select");
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant BEGIN = Instant.parse("2026-03-08T00:00:00Z");
  private static final String RANGE = "\"timestamp\" >= TIMESTAMP '2026-03-08 00:00:00'";
  private static final List<TestEvent> EVENTS = events(1, 200);

  private static LakeFixture lake;
  private static LakeEngine engine;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start();
    lake.insert(CUSTOMER, EVENTS);
    lake.insert(new CustomerId("other"), events(2, 100));
    engine = new TrinoLake(new LakeAddress.Trino(lake.url()), AnswerLimits.REQUEST.statement());
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
    lake.close();
  }

  @Test
  void distinctValuesAndThoseOfGroupsThatHaveSome() {
    TreeMap<String, Long> counts =
        EVENTS.stream()
            .collect(Collectors.groupingBy(TestEvent::path, TreeMap::new, Collectors.counting()));

    assertThat(rows("SELECT DISTINCT path FROM events WHERE " + RANGE + " ORDER BY path"))
        .isEqualTo(counts.keySet().stream().map(List::of).toList());
    assertThat(
            rows(
                "SELECT path, count(*) AS n FROM events WHERE "
                    + RANGE
                    + " GROUP BY path HAVING count(*) > 45 ORDER BY path"))
        .isEqualTo(
            counts.entrySet().stream()
                .filter(each -> each.getValue() > 45)
                .map(each -> List.of(each.getKey(), each.getValue()))
                .toList())
        .isNotEmpty();
  }

  @Test
  void aWindowFindsTheFirstEventOfEachUser() {
    Map<String, TestEvent> first = new HashMap<>();
    EVENTS.stream()
        .sorted(Comparator.comparing(TestEvent::timestamp))
        .forEach(event -> first.putIfAbsent(event.userId(), event));
    TreeMap<String, Long> byPath =
        first.values().stream()
            .collect(Collectors.groupingBy(TestEvent::path, TreeMap::new, Collectors.counting()));

    assertThat(
            rows(
                """
                SELECT path, count(*) FROM (
                  SELECT path, row_number() OVER (PARTITION BY user_id ORDER BY "timestamp") AS r
                  FROM events WHERE %s)
                WHERE r = 1 GROUP BY path ORDER BY path
                """
                    .formatted(RANGE)))
        .isEqualTo(byPath.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }

  @Test
  void aJoinFindsWhoBoughtWithinAnHourOfAView() {
    TreeSet<String> buyers = new TreeSet<>();
    for (TestEvent view : EVENTS) {
      for (TestEvent purchase : EVENTS) {
        Duration between = Duration.between(view.timestamp(), purchase.timestamp());
        if (view.event().equals("page_view")
            && purchase.event().equals("purchase")
            && view.userId().equals(purchase.userId())
            && between.isPositive()
            && between.compareTo(Duration.ofHours(1)) <= 0) {
          buyers.add(view.userId());
        }
      }
    }

    assertThat(
            rows(
                """
                SELECT DISTINCT v.user_id
                FROM events v JOIN events p ON v.user_id = p.user_id
                  AND p."timestamp" > v."timestamp" AND p."timestamp" <= v."timestamp" + INTERVAL '1' HOUR
                WHERE v.event = 'page_view' AND p.event = 'purchase'
                  AND v.%1$s AND p.%1$s
                ORDER BY v.user_id
                """
                    .formatted(RANGE)))
        .isEqualTo(buyers.stream().map(List::of).toList())
        .isNotEmpty();
  }

  @Test
  void propertiesAreNumbersWhereNumbersAreNeeded() {
    List<TestEvent> chosen =
        EVENTS.stream()
            .filter(e -> e.properties().get("status").equals(201L) || e.path().equals("/b?x='"))
            .toList();
    double bytes = chosen.stream().mapToDouble(e -> (double) e.properties().get("bytes")).sum();
    double most =
        chosen.stream().mapToDouble(e -> (double) e.properties().get("bytes")).max().orElseThrow();

    List<?> row =
        (List<?>)
            rows("""
            SELECT count(*), sum(bytes), max(bytes), avg(bytes * 2) - 1,
              sum(CASE WHEN status = 201 THEN 1 ELSE 0 END), sum(nothing)
            FROM events WHERE %s AND (status = 201 OR path = '/b?x=''')
            """
                    .formatted(RANGE))
                .getFirst();

    assertThat(row.get(0)).isEqualTo((long) chosen.size());
    assertThat(((Number) row.get(1)).doubleValue()).isEqualTo(bytes);
    assertThat(((Number) row.get(2)).doubleValue()).isEqualTo(most);
    assertThat(((Number) row.get(3)).doubleValue())
        .isCloseTo(bytes * 2 / chosen.size() - 1, Offset.offset(1e-9));
    assertThat(row.get(4))
        .isEqualTo(chosen.stream().filter(e -> e.properties().get("status").equals(201L)).count());
    assertThat(row.get(5)).isNull();
  }

  @Test
  void bucketsOfTimeAreThoseOfQueries() {
    TreeMap<Instant, Long> hours =
        EVENTS.stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.timestamp().truncatedTo(ChronoUnit.HOURS),
                    TreeMap::new,
                    Collectors.counting()));
    List<List<Object>> running = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<Instant, Long> hour : hours.entrySet()) {
      sum += hour.getValue();
      running.add(List.of(hour.getKey().toString(), sum));
    }

    for (String bucket :
        List.of(
            "FLOOR(\"timestamp\" TO HOUR)",
            "date_trunc('hour', \"timestamp\")",
            "time_bucket(INTERVAL '1' HOUR, \"timestamp\")")) {
      assertThat(
              rows(
                  "WITH h AS (SELECT %s AS b, count(*) AS n FROM events WHERE %s GROUP BY 1)"
                          .formatted(bucket, RANGE)
                      + " SELECT b, sum(n) OVER (ORDER BY b) FROM h ORDER BY b"))
          .as(bucket)
          .isEqualTo(running);
    }
  }

  @Test
  void setsAreUnitedAndTakenFromEachOther() {
    TreeSet<String> users =
        EVENTS.stream()
            .filter(e -> e.event().equals("page_view"))
            .map(TestEvent::userId)
            .collect(Collectors.toCollection(TreeSet::new));
    EVENTS.stream()
        .filter(e -> e.event().equals("purchase"))
        .map(TestEvent::userId)
        .forEach(users::remove);

    assertThat(
            rows(
                "SELECT user_id AS u FROM events WHERE event = 'page_view' AND %1$s EXCEPT SELECT user_id FROM events WHERE event = 'purchase' AND %1$s ORDER BY u"
                    .formatted(RANGE)))
        .isEqualTo(users.stream().map(List::of).toList())
        .isNotEmpty();
  }

  @Test
  void sessionsAreThoseThatTheEventsMake() {
    Instant from = BEGIN.plus(Duration.ofMinutes(20));
    List<List<Object>> sessions = new ArrayList<>();
    EVENTS.stream()
        .collect(Collectors.groupingBy(TestEvent::userId))
        .values()
        .forEach(
            events -> {
              List<TestEvent> session = new ArrayList<>();
              for (TestEvent event :
                  events.stream().sorted(Comparator.comparing(TestEvent::timestamp)).toList()) {
                if (!session.isEmpty()
                    && !event
                        .timestamp()
                        .isBefore(session.getLast().timestamp().plus(Duration.ofMinutes(30)))) {
                  sessions.add(row(session));
                  session.clear();
                }
                session.add(event);
              }
              sessions.add(row(session));
            });
    sessions.removeIf(each -> Instant.parse((String) each.get(1)).isBefore(from));
    sessions.sort(
        Comparator.comparing((List<Object> each) -> (String) each.get(0))
            .thenComparing(each -> (String) each.get(1)));

    assertThat(
            rows(
                """
                SELECT user_id, "start", "end", duration_ms, events, bounce, entry_path, exit_path, country, bot
                FROM sessions WHERE "start" >= TIMESTAMP '%s' ORDER BY user_id, "start"
                """
                    .formatted(from)))
        .isEqualTo(sessions)
        .hasSizeGreaterThan(100)
        .anySatisfy(each -> assertThat(((List<?>) each).get(5)).isEqualTo("false"));
    assertThat(
            rows(
                """
                SELECT count(*), round(count(*) * avg(CASE WHEN bounce THEN 1.0 ELSE 0 END))
                FROM sessions s WHERE s."start" >= TIMESTAMP '%s'
                  AND EXISTS (SELECT 1 FROM events e WHERE e.user_id = s.user_id
                    AND e."timestamp" >= TIMESTAMP '%s' AND e."timestamp" = s."start")
                """
                    .formatted(from, from)))
        .isEqualTo(
            List.of(
                List.of(
                    (long) sessions.size(),
                    sessions.stream().filter(each -> each.get(5).equals("true")).count())));
  }

  @Test
  void aPauseOfThirtyMinutesEndsASessionAndARepeatedEventCountsOnce() throws Exception {
    CustomerId customer = new CustomerId("pauses");
    TestEvent first = TestEvent.of(BEGIN, "/", Map.of());
    TestEvent second = TestEvent.of(BEGIN.plusMillis(1_799_999), "/a", Map.of());
    TestEvent third = TestEvent.of(BEGIN.plusMillis(3_599_999), "", Map.of());
    lake.insert(customer, List.of(first, second, third, first, third));

    assertThat(
            rows(
                customer,
                """
                SELECT events, bounce, entry_path, exit_path, duration_ms
                FROM sessions WHERE "start" >= DATE '2026-03-08' ORDER BY "start"
                """))
        .isEqualTo(
            Arrays.asList(
                List.of(2L, "false", "/", "/a", 1_799_999L),
                Arrays.asList(1L, "true", null, null, 0L)));
  }

  private static List<Object> row(List<TestEvent> session) {
    TestEvent first = session.getFirst();
    TestEvent last = session.getLast();
    return List.of(
        first.userId(),
        first.timestamp().toString(),
        last.timestamp().toString(),
        Duration.between(first.timestamp(), last.timestamp()).toMillis(),
        (long) session.size(),
        Boolean.toString(session.size() == 1),
        first.path(),
        last.path(),
        first.country(),
        "false");
  }

  @Test
  void everyFunctionThatIsTakenIsThere() {
    Object row =
        rows("""
        SELECT lower('Ä'), upper('ä'), trim(' x '), substring('abc' FROM 2 FOR 1),
          position('c' IN 'abc'), char_length('abc'), abs(-1), ceil(1.5), floor(1.5), round(2.25, 1),
          mod(5, 3), power(2, 3), sqrt(4), exp(0), ln(1), log10(100), coalesce(NULL, 'x'),
          nullif('x', 'x'), CAST('no' AS INTEGER), extract(HOUR FROM TIMESTAMP '2026-03-09 10:00:00'),
          TRUE, DATE '2026-03-09', 5 NOT BETWEEN 1 AND 3, 1 / 8.0
        FROM events WHERE %s LIMIT 1
        """
                .formatted(RANGE))
            .getFirst();

    assertThat(PlainJson.text(row))
        .isEqualTo(
            "[\"ä\",\"Ä\",\"x\",\"b\",3,3,1,2,1,2.3,2,8,2,1,0,2,\"x\",null,null,10,\"true\","
                + "\"2026-03-09T00:00:00Z\",\"true\",0.125]");
    assertThat(
            rows(
                """
                SELECT user_id, rank() OVER w, dense_rank() OVER w, percent_rank() OVER w, cume_dist() OVER w,
                  ntile(2) OVER w, lag(path, 1) OVER w, lead(path) OVER w, first_value(path) OVER w,
                  last_value(path) OVER w, count(*) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
                FROM events WHERE %s WINDOW w AS (PARTITION BY user_id ORDER BY "timestamp")
                """
                    .formatted(RANGE)))
        .hasSize(EVENTS.size());
    assertThat(
            rows(
                """
                SELECT path, country, count(*), stddev_pop(bytes), stddev_samp(bytes), var_pop(bytes), var_samp(bytes)
                FROM events WHERE %s GROUP BY GROUPING SETS ((path), (country), ()) ORDER BY 1 NULLS FIRST
                """
                    .formatted(RANGE)))
        .hasSizeGreaterThan(3);
  }

  @Test
  void noConditionReachesAnotherCustomersEvents() {
    for (String condition :
        List.of(
            "path = path OR 1 = 1",
            "path <> 'x'' OR 1 = 1 --'",
            "customer_id = 'other' OR customer_id IS NULL")) {
      assertThat(
              rows(
                  "SELECT count(DISTINCT user_id), count(*) FROM events WHERE %s AND (%s)"
                      .formatted(RANGE, condition)))
          .as(condition)
          .isEqualTo(
              List.of(
                  List.of(
                      EVENTS.stream().map(TestEvent::userId).distinct().count(),
                      (long) EVENTS.size())));
    }
    assertThat(
            rows(
                "SELECT count(*) FROM (SELECT user_id FROM events WHERE %1$s UNION ALL SELECT user_id FROM events WHERE %1$s)"
                    .formatted(RANGE)))
        .isEqualTo(List.of(List.of(2L * EVENTS.size())));
  }

  @Test
  void whatCannotBeComputedIsTheCallersToMend() {
    ProblemException failure =
        catchThrowableOfType(
            ProblemException.class,
            () -> rows("SELECT 1 / (count(*) - count(*)) FROM events WHERE " + RANGE));

    assertThat(failure.problem().code()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(failure.problem().detail()).contains("DIVISION_BY_ZERO");
  }

  @Test
  void anInterruptStopsTheStatementInTheLake() throws Exception {
    String endless =
        """
        SELECT count(*) FROM events a JOIN events b ON a.user_id <> b.user_id
          JOIN events c ON b.user_id <> c.user_id JOIN events d ON c.user_id <> d.user_id
        WHERE a.%1$s AND b.%1$s AND c.%1$s AND d.%1$s
        """
            .formatted(RANGE);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread asking = Thread.ofPlatform().start(() -> end.set(catchThrowable(() -> answer(endless))));
    String found = "SELECT query_id, state FROM system.runtime.queries WHERE query LIKE '%<>%<>%'";
    String id =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> states(found + " AND state = 'RUNNING'"), each -> !each.isEmpty())
            .getFirst()
            .getFirst();

    asking.interrupt();

    assertThat(asking.join(Duration.ofMinutes(1))).isTrue();
    assertThat(end.get()).isInstanceOf(ProblemException.class);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(states(found + " AND query_id = '" + id + "'"))
                    .containsExactly(List.of(id, "FAILED")));
  }

  /** Of statements that Trino knows, but not of this one. */
  private static List<List<String>> states(String sql) {
    List<List<String>> states = new ArrayList<>();
    engine.run(sql + " AND query NOT LIKE '%system.runtime%'", List.of(), states::add);
    return states;
  }

  @Test
  void percentilesAreOfTheNumbersOfAGroup() {
    List<Double> bytes =
        EVENTS.stream().map(e -> (Double) e.properties().get("bytes")).sorted().toList();

    Object answer =
        answer(
            "SELECT approx_percentile(bytes, 0.8), approx_percentile(bytes + 1, 0), max(bytes) FROM events WHERE "
                + RANGE);

    List<?> row = (List<?>) PlainJson.list(answer, "rows").getFirst();
    assertThat(((Number) row.get(0)).doubleValue()).isBetween(bytes.get(150), bytes.get(170));
    assertThat(((Number) row.get(1)).doubleValue()).isEqualTo(bytes.getFirst() + 1);
    assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(false);
  }

  @Test
  void rowsBeyondTheLimitAreLeftOutAndThatIsSaid() {
    Object few = answer("SELECT path FROM events WHERE " + RANGE + " LIMIT 3");
    Object all = answer("SELECT path FROM events WHERE " + RANGE);

    assertThat(PlainJson.list(few, "rows")).hasSize(3);
    assertThat(PlainJson.at(few, "meta", "truncated")).isEqualTo(true);
    assertThat(PlainJson.list(all, "rows")).hasSize(EVENTS.size());
    assertThat(PlainJson.at(all, "meta", "truncated")).isEqualTo(false);
    assertThat(PlainJson.at(PlainJson.list(all, "meta", "tiers").getFirst(), "name"))
        .isEqualTo("lake");
  }

  @Test
  void aPostedStatementIsAJobUnlessTheCallerWaits() throws Exception {
    String sql = "SELECT DISTINCT event AS e FROM events WHERE " + RANGE + " ORDER BY e";
    EngineFixture<DynamoDbEngine> dynamo = EngineFixture.dynamoDb();
    EngineFixture<SqsEngine> sqs = EngineFixture.sqs();
    EngineFixture<S3Engine> s3 = EngineFixture.s3();
    try (JobStores stores = JobStores.of(dynamo.engine(), sqs.engine(), s3.engine());
        ClickHouseTier hot = HotStore.nobody()) {
      stores.create();
      RequestAnswers answers = HotStore.answers(hot, lake.store(), engine, AnswerLimits.REQUEST);
      JobEndpoint jobs = stores.endpoint(Clock.systemUTC());
      QueryEndpoint endpoint =
          new QueryEndpoint(
              key -> Optional.of(HotStore.credential(key)),
              HotStore.DEFAULTS,
              answers,
              jobs::begin,
              HotStore.TELEMETRY,
              Clock.systemUTC());

      HttpResponse waited =
          HotStore.post(endpoint, CUSTOMER, PlainJson.text(Map.of("sql", sql, "wait", true)));
      HttpResponse accepted = HotStore.post(endpoint, CUSTOMER, PlainJson.text(Map.of("sql", sql)));
      JobMessage message =
          await().atMost(Duration.ofMinutes(1)).until(stores::receive, Optional::isPresent).get();
      boolean done = stores.worker(answers).work(message, Instant.now().plusSeconds(900));

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(done).isTrue();
      String location = accepted.headers().get("location");
      HttpResponse page =
          jobs.handle(
              new HttpRequest(
                  JobEndpoint.RESULT,
                  Map.of("x-api-key", ApiKey.of(CUSTOMER.value()).reveal()),
                  Map.of(),
                  Map.of("id", location.substring(location.lastIndexOf('/') + 1)),
                  new byte[0],
                  "192.0.2.1",
                  "request",
                  1));
      assertThat(waited.status()).isEqualTo(200);
      for (HttpResponse response : List.of(waited, page)) {
        Object answer = PlainJson.read(response.body());
        assertThat(PlainJson.list(answer, "rows"))
            .as(new String(response.body(), StandardCharsets.UTF_8))
            .isEqualTo(List.of(List.of("page_view"), List.of("purchase"), List.of("ünï")));
      }
    } finally {
      s3.close();
      sqs.close();
      dynamo.close();
    }
  }

  private static List<?> rows(String sql) {
    return rows(CUSTOMER, sql);
  }

  private static List<?> rows(CustomerId customer, String sql) {
    return PlainJson.list(answer(customer, sql), "rows");
  }

  private static Object answer(String sql) {
    return answer(CUSTOMER, sql);
  }

  private static Object answer(CustomerId customer, String sql) {
    LakeSelect select = (LakeSelect) new SqlCompiler(HotStore.DEFAULTS).compile(sql, NOW);
    Answer answer =
        new SelectAnswers(engine, AnswerLimits.REQUEST.bytes())
            .answer(customer, select, NOW, AnswerObserver.NOBODY);
    return PlainJson.read(answer.body());
  }

  private static List<TestEvent> events(long seed, int size) {
    Random random = new Random(seed);
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // No two at one time, so that each user has a first event.
      Instant at = BEGIN.plusMillis(random.nextInt(8) * 21_600_000L + i * 17_000L);
      events.add(
          new TestEvent(
              new UUID(random.nextLong(), random.nextLong()),
              pick(random, "page_view", "page_view", "page_view", "purchase", "ünï"),
              at,
              at.plusMillis(5),
              "u%02d-%d".formatted(random.nextInt(60), seed),
              "",
              pick(random, "/", "/a", "/b?x='", "/c"),
              pick(random, "DE", "FR"),
              /* bot= */ false,
              Map.of(
                  "status",
                  (long) random.nextInt(200, 204),
                  "bytes",
                  random.nextInt(1000) * 0.25)));
    }
    return events;
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
