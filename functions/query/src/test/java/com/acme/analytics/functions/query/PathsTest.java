package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways through sessions of a real ClickHouse are those of a plain walk over the same events. */
class PathsTest {
  private static final CustomerId CUSTOMER = new CustomerId("walked");

  /** One day for all: the engine's clock is real. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant FROM =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));

  private static final Instant TO = FROM.plus(Duration.ofDays(1));
  private static final List<TestEvent> EVENTS = events(2_000);

  private static HotStore store;
  private static ClickHouseTier tier;
  private static AnalysisEndpoint endpoint;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    endpoint =
        new AnalysisEndpoint(
            key -> Optional.of(HotStore.credential(key)),
            HotStore.DEFAULTS,
            HotStore.answers(tier),
            new PathAnswers(tier, HotStore.RETENTION, Clock.systemUTC()),
            HotStore.TELEMETRY,
            Clock.systemUTC());
    store.insert(CUSTOMER, EVENTS);
    store.insert(CUSTOMER, EVENTS.subList(0, 300));
    store.insert(new CustomerId("another"), EVENTS);
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource({"'', '', false", "/a, '', false", "/, /c, false", "'', /b, true"})
  void edgesAndDropOffsAreThoseOfAWalk(String start, String end, boolean filtered) {
    Object answer = ok(paths(body(start, end, filtered, 50)));

    List<List<TestEvent>> ways = ways(start, end, filtered, 3);
    List<?> steps = PlainJson.list(answer, "steps");
    assertThat(steps).hasSize(3);
    for (int step = 0; step < 3; step++) {
      int at = step;
      List<List<TestEvent>> here =
          ways.stream().filter(way -> way.size() > at && !way.get(at).path().equals(end)).toList();
      Map<String, List<Long>> edges = new TreeMap<>();
      long dropped = 0;
      for (List<TestEvent> way : here) {
        if (way.size() == at + 1) {
          dropped++;
        } else {
          TestEvent from = way.get(at);
          TestEvent to = way.get(at + 1);
          edges
              .computeIfAbsent(from.path() + " " + to.path(), any -> new ArrayList<>())
              .add(Duration.between(from.timestamp(), to.timestamp()).toMillis());
        }
      }
      Object found = steps.get(step);
      assertThat(PlainJson.at(found, "sessions")).isEqualTo((long) here.size());
      assertThat(PlainJson.at(found, "dropped")).isEqualTo(dropped);
      Map<String, List<Double>> told = new TreeMap<>();
      for (Object edge : PlainJson.list(found, "edges")) {
        told.put(
            PlainJson.at(edge, "from") + " " + PlainJson.at(edge, "to"),
            List.of(
                ((Number) PlainJson.at(edge, "sessions")).doubleValue(),
                ((Number) PlainJson.at(edge, "median_seconds")).doubleValue()));
      }
      Map<String, List<Double>> expected = new TreeMap<>();
      edges.forEach(
          (edge, millis) -> {
            List<Long> sorted = millis.stream().sorted().toList();
            double median = sorted.get(sorted.size() / 2) / 1000.0;
            expected.put(edge, List.of((double) sorted.size(), median));
          });
      assertThat(told).isEqualTo(expected);
      assertThat(PlainJson.at(found, "completed"))
          .isEqualTo(
              edges.entrySet().stream()
                  .filter(edge -> edge.getKey().endsWith(" " + end) && !end.isEmpty())
                  .mapToLong(edge -> edge.getValue().size())
                  .sum());
    }
  }

  @Test
  void nodesBeyondTheLimitAreOneAndNoSessionIsLost() {
    Object few = ok(paths(body("", "", false, 1)));
    Object all = ok(paths(body("", "", false, 50)));

    for (int step = 0; step < 3; step++) {
      Object some = PlainJson.list(few, "steps").get(step);
      assertThat(PlainJson.at(some, "sessions"))
          .isEqualTo(PlainJson.at(PlainJson.list(all, "steps").get(step), "sessions"));
      assertThat(PlainJson.list(some, "edges"))
          .hasSizeLessThanOrEqualTo(4)
          .extracting(edge -> PlainJson.at(edge, "to"))
          .contains("(other)");
    }
  }

  @Test
  void aGapOfHalfAnHourSplitsAndOneOfAMillisecondLessDoesNot() throws Exception {
    CustomerId customer = new CustomerId("gap");
    TestEvent first = TestEvent.of(FROM, "/first", Map.of());
    TestEvent near = TestEvent.of(FROM.plusMillis(1_799_999), "/near", Map.of());
    TestEvent far = TestEvent.of(FROM.plusMillis(3_599_999), "/far", Map.of());
    store.insert(customer, List.of(first, near, far));

    Object answer =
        ok(
            endpoint.handle(
                HotStore.request(
                    AnalysisEndpoint.PATHS, customer, Map.of(), body("", "", false, 10))));

    Object step = PlainJson.list(answer, "steps").getFirst();
    assertThat(PlainJson.at(step, "sessions")).isEqualTo(2L);
    assertThat(PlainJson.at(step, "dropped")).isEqualTo(1L);
    assertThat(PlainJson.list(step, "edges"))
        .extracting(edge -> PlainJson.at(edge, "from") + " " + PlainJson.at(edge, "to"))
        .containsExactly("/first /near");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"from\": \"2020-01-01T00:00:00Z\"}; /from",
        "{\"steps\": 7}; /steps",
        "{\"by\": \"country\"}; /by",
        "{\"start\": \"/a\", \"end\": \"/a\"}; /end"
      })
  void whatNoPathsAreOfIsRefusedAtItsPlace(String body, String pointer) {
    HttpResponse response = paths(body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("invalid_query", pointer, "expected");
  }

  private static String body(String start, String end, boolean filtered, int limit) {
    Map<String, Object> members = new HashMap<>();
    members.put("from", FROM.toString());
    members.put("to", TO.toString());
    members.put("steps", 3L);
    members.put("limit", (long) limit);
    if (!start.isEmpty()) {
      members.put("start", start);
    }
    if (!end.isEmpty()) {
      members.put("end", end);
    }
    if (filtered) {
      members.put("filters", List.of("event:eq:page_view"));
    }
    return PlainJson.text(members);
  }

  private static HttpResponse paths(String body) {
    return endpoint.handle(HotStore.request(AnalysisEndpoint.PATHS, CUSTOMER, Map.of(), body));
  }

  private static Object ok(HttpResponse response) {
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return PlainJson.read(response.body());
  }

  private static List<List<TestEvent>> ways(String start, String end, boolean filtered, int steps) {
    Map<String, List<TestEvent>> users = new HashMap<>();
    EVENTS.stream()
        .sorted(Comparator.comparing(TestEvent::timestamp))
        .forEach(
            event -> users.computeIfAbsent(event.userId(), any -> new ArrayList<>()).add(event));
    List<List<TestEvent>> ways = new ArrayList<>();
    for (List<TestEvent> events : users.values()) {
      List<TestEvent> session = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        session.add(events.get(i));
        boolean last =
            i + 1 == events.size()
                || Duration.between(events.get(i).timestamp(), events.get(i + 1).timestamp())
                        .compareTo(Duration.ofMinutes(30))
                    >= 0;
        if (last) {
          List<TestEvent> way = way(session, start, end, filtered, steps);
          if (!way.isEmpty()) {
            ways.add(way);
          }
          session = new ArrayList<>();
        }
      }
    }
    return ways;
  }

  private static List<TestEvent> way(
      List<TestEvent> session, String start, String end, boolean filtered, int steps) {
    List<TestEvent> way = new ArrayList<>();
    String before = "";
    for (TestEvent event : session) {
      boolean counts = !event.path().isEmpty() && (!filtered || event.event().equals("page_view"));
      if (!counts || event.path().equals(before)) {
        continue;
      }
      before = event.path();
      if (way.isEmpty() && !start.isEmpty() && !event.path().equals(start)) {
        continue;
      }
      way.add(event);
      if (event.path().equals(end) || way.size() == steps + 1) {
        break;
      }
    }
    return way;
  }

  /** Seeded; no two events of a user at one time. */
  private static List<TestEvent> events(int size) {
    Random random = new Random(11);
    Map<Integer, Instant> next = new HashMap<>();
    List<TestEvent> events = new ArrayList<>();
    while (events.size() < size) {
      int user = random.nextInt(200);
      Instant at =
          next.getOrDefault(user, FROM.plusMillis(random.nextInt(3_600_000)))
              .plusMillis(random.nextInt(5) == 0 ? 1_800_000 : random.nextInt(1, 1_500_000));
      next.put(user, at);
      if (at.isBefore(TO)) {
        events.add(
            new TestEvent(
                new UUID(random.nextLong(), random.nextLong()),
                random.nextInt(4) == 0 ? "click" : "page_view",
                at,
                at.plusMillis(5),
                "u" + user,
                "",
                List.of("/", "/", "/a", "/b", "/c", "").get(random.nextInt(6)),
                "",
                false,
                Map.of()));
      }
    }
    return events;
  }
}
