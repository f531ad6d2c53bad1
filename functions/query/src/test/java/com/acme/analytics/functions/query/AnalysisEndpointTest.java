package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real ClickHouse says what a plain computation over the same events does. */
class AnalysisEndpointTest {
  private static final CustomerId CUSTOMER = new CustomerId("analysed");

  /** One day for all: the engine's clock is real. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant FROM =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(4));

  private static final Instant TO = FROM.plus(Duration.ofDays(4));
  private static final List<TestEvent> EVENTS = events(3_000);

  private static HotStore store;
  private static ClickHouseTier tier;
  private static QueryEndpoint queries;
  private static AnalysisEndpoint endpoint;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    queries = HotStore.endpoint(tier);
    endpoint =
        new AnalysisEndpoint(
            key -> Optional.of(HotStore.credential(key)),
            HotStore.DEFAULTS,
            HotStore.answers(tier),
            new PathAnswers(tier, HotStore.RETENTION, Clock.systemUTC()),
            HotStore.TELEMETRY,
            Clock.systemUTC());
    store.insert(CUSTOMER, EVENTS);
    store.insert(CUSTOMER, EVENTS.subList(0, 500));
    store.insert(new CustomerId("another"), EVENTS);
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource({"previous, 48", "previous_day, 24"})
  void eachMeasureHasItsFigureOfThePeriodBefore(String compare, int hours) {
    Instant from = FROM.plus(Duration.ofDays(2));
    Duration offset = Duration.ofHours(hours);

    Object answer =
        ok(
            HotStore.get(
                queries,
                CUSTOMER,
                Map.of(
                    "measures", "count,sum:bytes",
                    "dimensions", "path",
                    "granularity", "1h",
                    "from", from.toString(),
                    "to", TO.toString(),
                    "order", "-count@previous,time",
                    "compare", compare)));

    assertThat(PlainJson.list(answer, "columns"))
        .extracting(column -> PlainJson.at(column, "name"))
        .containsExactly(
            "time", "path", "count", "count@previous", "sum:bytes", "sum:bytes@previous");
    Map<List<Object>, Double[]> expected = new HashMap<>();
    for (TestEvent event : EVENTS) {
      add(expected, event, event.timestamp(), from, 0);
      add(expected, event, event.timestamp().plus(offset), from, 1);
    }
    List<List<Object>> rows = rows(answer);
    assertThat(rows).hasSameSizeAs(expected.keySet()).hasSizeGreaterThan(100);
    for (List<Object> row : rows) {
      Double[] figures = expected.get(List.of(row.get(0), text(row.get(1))));
      assertThat(row.subList(2, 6))
          .as("%s", row)
          .extracting(AnalysisEndpointTest::number)
          .containsExactly(zero(figures[0]), zero(figures[1]), figures[2], figures[3]);
    }
    assertThat(rows)
        .extracting(row -> (Long) row.get(3))
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(false);
  }

  @Test
  void aDocumentComparesAsTheParametersDo() {
    String range = "\"from\": \"%s\", \"to\": \"%s\"".formatted(FROM.plus(Duration.ofDays(3)), TO);

    Object answer =
        ok(HotStore.post(queries, CUSTOMER, "{\"compare\": \"previous\", " + range + "}"));

    Instant border = FROM.plus(Duration.ofDays(3));
    assertThat(rows(answer))
        .containsExactly(
            List.of(between(border, TO), between(border.minus(Duration.ofDays(1)), border)));
  }

  @Test
  void anotherComparisonIsRefused() {
    HttpResponse response = HotStore.get(queries, CUSTOMER, Map.of("compare", "previous_year"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("previous_year", "previous, previous_day or previous_week");
  }

  @Test
  void anExplanationNamesTheSlicesOfBothPeriods() {
    HttpResponse response =
        HotStore.explain(
            queries,
            CUSTOMER,
            Map.of(
                "from",
                FROM.plus(Duration.ofDays(3)).toString(),
                "to",
                TO.toString(),
                "order",
                "-count@previous",
                "compare",
                "previous"));

    assertThat(PlainJson.list(ok(response), "slices"))
        .extracting(slice -> PlainJson.at(slice, "from"))
        .containsExactly(
            FROM.plus(Duration.ofDays(3)).toString(), FROM.plus(Duration.ofDays(2)).toString());
  }

  @ParameterizedTest
  @CsvSource({"count", "unique_users", "sum:bytes"})
  void moversAreTheValuesWhoseFigureChangedMost(String measure) {
    Instant from = FROM.plus(Duration.ofDays(2));
    Map<String, List<TestEvent>> now = byPath(from, TO);
    Map<String, List<TestEvent>> before = byPath(FROM, from);
    Set<String> paths = new HashSet<>(now.keySet());
    paths.addAll(before.keySet());
    TreeMap<Double, String> changes = new TreeMap<>();
    for (String path : paths) {
      changes.put(
          figure(measure, now.getOrDefault(path, List.of()))
              - figure(measure, before.getOrDefault(path, List.of())),
          path);
    }
    double total =
        figure(measure, now.values().stream().flatMap(List::stream).toList())
            - figure(measure, before.values().stream().flatMap(List::stream).toList());

    Object answer =
        ok(
            movers(
                Map.of(
                    "measure",
                    measure,
                    "dimension",
                    "path",
                    "limit",
                    "1",
                    "from",
                    from.toString(),
                    "to",
                    TO.toString())));

    Object up = PlainJson.list(answer, "up").getFirst();
    Object down = PlainJson.list(answer, "down").getFirst();
    assertThat(number(PlainJson.at(up, "change"))).isEqualTo(changes.lastKey());
    assertThat(text(PlainJson.at(up, "value"))).isEqualTo(changes.lastEntry().getValue());
    assertThat(number(PlainJson.at(down, "change"))).isEqualTo(changes.firstKey());
    assertThat(text(PlainJson.at(down, "value"))).isEqualTo(changes.firstEntry().getValue());
    assertThat(number(PlainJson.at(answer, "total", "change"))).isEqualTo(total);
    assertThat(number(PlainJson.at(up, "share"))).isEqualTo(changes.lastKey() / total);
    assertThat(number(PlainJson.at(up, "current")) - number(PlainJson.at(up, "previous")))
        .isEqualTo(changes.lastKey());
    assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(true);
  }

  @Test
  void aNewValueHasNoRelativeChangeAndAVanishedOneLosesAll() {
    Map<String, String> hour =
        Map.of(
            "dimension",
            "path",
            "limit",
            "100",
            "from",
            FROM.plus(Duration.ofDays(2)).toString(),
            "to",
            TO.toString());

    Object answer = ok(movers(hour));

    Object fresh = mover(answer, "up", "/new");
    assertThat(PlainJson.at(fresh, "previous")).isEqualTo(0L);
    assertThat(PlainJson.at(fresh, "relative_change")).isNull();
    Object gone = mover(answer, "down", "/old");
    assertThat(PlainJson.at(gone, "current")).isEqualTo(0L);
    assertThat(PlainJson.at(gone, "relative_change")).isEqualTo(-1L);
  }

  @ParameterizedTest
  @CsvSource({
    "measure, avg:bytes, 'count, unique_users or sum:<property>'",
    "limit, 101, 1 to 100",
    "granularity, 1h, no such parameter",
    "dimension, '', a property"
  })
  void whatMoversCannotBeOfIsRefused(String name, String value, String expected) {
    Map<String, String> parameters = new HashMap<>(Map.of("dimension", "path"));
    parameters.put(name, value);

    HttpResponse response = movers(parameters);

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("invalid_query", name, expected);
  }

  @Test
  void aCellOfRetentionIsWhoOfACohortReturned() {
    Object answer =
        ok(
            retention(
                """
                {"start": {"event": "sign_up"}, "return": {"event": "page_view",
                 "filters": ["path:ne:/old"]}, "from": "%s", "to": "%s"}
                """
                    .formatted(FROM, TO)));

    List<?> cohorts = PlainJson.list(answer, "cohorts");
    assertThat(cohorts).hasSize(4);
    for (int day = 0; day < 4; day++) {
      Set<String> cohort = users(day, "sign_up", "nowhere");
      assertThat(PlainJson.at(cohorts.get(day), "users")).isEqualTo((long) cohort.size());
      List<Long> expected = new ArrayList<>();
      for (int later = day; later < 4; later++) {
        Set<String> both = new HashSet<>(cohort);
        both.retainAll(users(later, "page_view", "/old"));
        expected.add((long) both.size());
      }
      assertThat(PlainJson.list(cohorts.get(day), "returned"))
          .extracting(cell -> PlainJson.at(cell, "users"))
          .isEqualTo(expected);
      assertThat(PlainJson.list(cohorts.get(day), "returned"))
          .extracting(cell -> PlainJson.at(cell, "relative_error"))
          .containsOnly(0L);
    }
    assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(true);
  }

  @Test
  void cohortsByADimensionAreThoseOfEachValue() {
    Object answer =
        ok(
            retention(
                """
                {"start": {"event": "sign_up"}, "by": "country", "from": "%s", "to": "%s"}
                """
                    .formatted(FROM, TO)));

    Map<String, Long> found = new HashMap<>();
    for (Object cohort : PlainJson.list(answer, "cohorts")) {
      if (PlainJson.at(cohort, "from").equals(FROM.toString())) {
        found.put(text(PlainJson.at(cohort, "value")), (Long) PlainJson.at(cohort, "users"));
        Object first = PlainJson.list(cohort, "returned").getFirst();
        // Who begins is there: any event is a return.
        assertThat(PlainJson.at(first, "users")).isEqualTo(PlainJson.at(cohort, "users"));
      }
    }
    Map<String, Set<String>> expected = new HashMap<>();
    for (TestEvent event : EVENTS) {
      if (event.event().equals("sign_up") && day(event) == 0) {
        expected.computeIfAbsent(event.country(), any -> new HashSet<>()).add(event.userId());
      }
    }
    expected.forEach(
        (country, users) -> assertThat(found).containsEntry(country, (long) users.size()));
    assertThat(found).hasSameSizeAs(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"from\": \"2026-03-01T00:00:00Z\"}; /start",
        "{\"start\": {\"event\": \"a\"}, \"from\": \"2026-03-01T00:00:01Z\"}; /from",
        "{\"start\": {\"event\": \"a\"}, \"granularity\": \"1w\", \"from\":"
            + " \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-09T00:00:00Z\"}; /to",
        "{\"start\": {\"event\": \"a\"}, \"kind\": \"rolling\", \"from\":"
            + " \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-09T00:00:00Z\"}; /kind",
        "{\"start\": {\"event\": \"a\", \"name\": \"b\"}}; /start/name"
      })
  void aRetentionThatIsNotOneIsRefusedAtItsPlace(String body, String pointer) {
    HttpResponse response = retention(body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("invalid_query", pointer, "expected");
  }

  @Test
  void withoutAKeyNothingIsAnalysed() {
    HttpResponse response =
        endpoint.handle(
            new HttpRequest(
                AnalysisEndpoint.MOVERS,
                Map.of(),
                Map.of("dimension", "path"),
                Map.of(),
                new byte[0],
                "127.0.0.1",
                "request",
                0));

    assertThat(response.status()).isEqualTo(401);
  }

  private static HttpResponse movers(Map<String, String> parameters) {
    return endpoint.handle(HotStore.request(AnalysisEndpoint.MOVERS, CUSTOMER, parameters, ""));
  }

  private static HttpResponse retention(String body) {
    return endpoint.handle(HotStore.request(AnalysisEndpoint.RETENTION, CUSTOMER, Map.of(), body));
  }

  private static Object mover(Object answer, String direction, String value) {
    return PlainJson.list(answer, direction).stream()
        .filter(mover -> Objects.equals(PlainJson.at(mover, "value"), value))
        .findFirst()
        .orElseThrow();
  }

  private static void add(
      Map<List<Object>, Double[]> figures, TestEvent event, Instant at, Instant from, int column) {
    if (at.isBefore(from) || !at.isBefore(TO)) {
      return;
    }
    Double[] row =
        figures.computeIfAbsent(
            List.of(at.truncatedTo(ChronoUnit.HOURS).toString(), event.path()),
            any -> new Double[4]);
    row[column] = zero(row[column]) + 1;
    row[column + 2] = zero(row[column + 2]) + (Double) event.properties().get("bytes");
  }

  private static long between(Instant from, Instant to) {
    return EVENTS.stream()
        .filter(event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
        .count();
  }

  private static Map<String, List<TestEvent>> byPath(Instant from, Instant to) {
    Map<String, List<TestEvent>> paths = new HashMap<>();
    for (TestEvent event : EVENTS) {
      if (!event.timestamp().isBefore(from) && event.timestamp().isBefore(to)) {
        paths.computeIfAbsent(event.path(), any -> new ArrayList<>()).add(event);
      }
    }
    return paths;
  }

  private static double figure(String measure, List<TestEvent> events) {
    return switch (measure) {
      case "count" -> events.size();
      case "unique_users" -> events.stream().map(TestEvent::userId).distinct().count();
      default ->
          events.stream().mapToDouble(event -> (Double) event.properties().get("bytes")).sum();
    };
  }

  private static Set<String> users(int day, String name, String notPath) {
    Set<String> users = new HashSet<>();
    for (TestEvent event : EVENTS) {
      if (day(event) == day && event.event().equals(name) && !event.path().equals(notPath)) {
        users.add(event.userId());
      }
    }
    return users;
  }

  private static int day(TestEvent event) {
    return (int) Duration.between(FROM, event.timestamp()).toDays();
  }

  private static double zero(Double number) {
    return number == null ? 0 : number;
  }

  private static Double number(Object number) {
    return number == null ? null : ((Number) number).doubleValue();
  }

  private static String text(Object text) {
    return text == null ? "" : (String) text;
  }

  @SuppressWarnings("unchecked") // A row is a list.
  private static List<List<Object>> rows(Object answer) {
    return (List<List<Object>>) PlainJson.list(answer, "rows");
  }

  private static Object ok(HttpResponse response) {
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return PlainJson.read(response.body());
  }

  /** Seeded; one path is new and one has vanished halfway, and each path is of another weight. */
  private static List<TestEvent> events(int size) {
    Random random = new Random(7);
    List<TestEvent> events = new ArrayList<>();
    long millis = Duration.between(FROM, TO).toMillis();
    for (int i = 0; i < size; i++) {
      Instant at = FROM.plusMillis(random.nextLong(millis));
      boolean late = !at.isBefore(FROM.plus(Duration.ofDays(2)));
      List<String> paths =
          late
              ? List.of("/new", "/new", "/new", "/", "/a", "")
              : List.of("/old", "/old", "/", "/", "/", "/a", "");
      events.add(
          new TestEvent(
              new UUID(random.nextLong(), random.nextLong()),
              random.nextInt(4) == 0 ? "sign_up" : "page_view",
              at,
              at.plusMillis(5),
              "u" + random.nextInt(late ? 300 : 250),
              "",
              paths.get(random.nextInt(paths.size())),
              List.of("DE", "FR", "").get(random.nextInt(3)),
              false,
              Map.of("bytes", random.nextInt(1000) * 0.25)));
    }
    return events;
  }
}
