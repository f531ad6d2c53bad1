package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One customer tries to see another's events through every parameter there is. */
class TenantIsolationTest {
  private static final CustomerId VICTIM = new CustomerId("victim");
  private static final CustomerId ATTACKER = new CustomerId("attacker");

  private static final List<String> ATTACKS =
      List.of(
          "customer_id",
          "properties.customer_id",
          "' OR 1=1 --",
          "\" OR 1=1 --",
          "`) OR 1=1 --",
          "\\' OR 1=1 --",
          "\\\\' OR customer_id != '",
          "x\\\\` OR 1=1 --",
          "x` FROM events --",
          "{customer:String}",
          "{p3:Identifier}",
          "{",
          "/* */ OR 1=1",
          "1) OR (1=1",
          "victim",
          "x' UNION ALL SELECT 'victim-secret' --",
          "x\0y",
          "x\ny",
          ":`String`",
          "^`secret`",
          "secret.:`String`",
          "*",
          "null",
          "c0",
          "timestamp",
          "%27%20OR%201%3D1",
          "’ OR 1=1");

  private static HotStore store;
  private static ClickHouseTier tier;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    Instant now = Instant.now();
    Map<String, Object> secrets =
        Map.of("secret", "victim-secret", "customer_id", "victim", "amount", 1_000_000L);
    store.insert(
        VICTIM,
        List.of(
            TestEvent.of(now, "/victim-secret", secrets),
            TestEvent.of(now, "/victim-secret", secrets)));
    store.insert(
        ATTACKER, List.of(TestEvent.of(now, "/own", Map.of("secret", "own", "amount", 1L))));
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void noParameterReachesAnotherCustomersEvents(String name, String value) {
    HttpResponse response = get(Map.of(name, value));

    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(body).isIn(200, 400);
    assertThat(body).doesNotContain("victim-secret\"", "/victim-secret", "1000000");
    if (response.status() == 200) {
      assertThat(countedEvents(response)).isLessThanOrEqualTo(1);
    } else {
      assertThat(PlainJson.at(PlainJson.read(response.body()), "pointer")).isEqualTo(name);
    }
  }

  static Stream<List<String>> everyParameter(String attack) {
    return Stream.of(
        List.of("measures", "count,sum:" + attack),
        List.of("dimensions", attack),
        List.of("filter", attack + ":ne:x"),
        List.of("filter", "secret:eq:" + attack),
        List.of("filter", "secret:in:a|" + attack),
        List.of("filter", "path:ne:" + attack),
        List.of("filter", "path:contains:" + attack),
        List.of("filter", "secret:" + attack + ":x"),
        List.of("filter", "amount:lt:" + attack),
        List.of("from", attack),
        List.of("to", attack),
        List.of("granularity", attack),
        List.of("order", attack),
        List.of("limit", attack),
        List.of(attack, "victim"));
  }

  static Stream<Arguments> attempts() {
    return ATTACKS.stream()
        .flatMap(TenantIsolationTest::everyParameter)
        .map(attempt -> Arguments.of(attempt.get(0), attempt.get(1)));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void noStatementReachesAnotherCustomersEvents(String sql) {
    HttpResponse response =
        HotStore.post(HotStore.endpoint(tier), ATTACKER, PlainJson.text(Map.of("sql", sql)));

    assertRefusedOrOwn(response, "/sql");
  }

  static Stream<String> statements() {
    Stream<String> whole =
        Stream.of(
            "SELECT secret, count(*) FROM events GROUP BY secret UNION ALL SELECT 'x', 1",
            "SELECT count(*) FROM (SELECT * FROM events) AS events",
            "SELECT (SELECT max(amount) FROM events) AS m, count(*) FROM events",
            "SELECT count(*) FROM events, events AS other",
            "SELECT count(*) FROM acme.events",
            "SELECT count(*) FROM \"system\".\"tables\"",
            "SELECT count(*) FROM \"events\" FINAL",
            "SELECT count(*) FROM \"events` WHERE 1 = 1 --\"",
            "SELECT count(*) FROM TABLE(url('http://127.0.0.1/', 'CSV'))",
            "SELECT count(*) FROM TABLE(remote('127.0.0.1', 'acme.events'))",
            "SELECT url('http://127.0.0.1/'), count(*) FROM events",
            "SELECT currentUser(), count(*) FROM events",
            "SELECT getSetting('x') AS c, count(*) FROM events GROUP BY 1",
            "SELECT count(*) FROM events; SELECT count(*) FROM events",
            "SELECT count(*) FROM events; DROP TABLE events",
            "SELECT count(*) FROM events SETTINGS additional_table_filters = {}",
            "SELECT customer_id, secret, count(*), sum(amount) FROM events"
                + " GROUP BY customer_id, secret",
            "SELECT secret AS customer_id, count(*) FROM events GROUP BY customer_id",
            "SELECT count(*) FROM events AS victim WHERE victim.customer_id = 'victim'",
            "SELECT count(*) AS \"c0, (SELECT max(secret) FROM events)\" FROM events",
            "DELETE FROM events",
            "INSERT INTO events SELECT * FROM events",
            "WITH events AS (SELECT 1) SELECT count(*) FROM events",
            "EXPLAIN PLAN FOR SELECT count(*) FROM events",
            "SELECT count(*) FROM events /* */ WHERE /* ' */ customer_id = 'victim' -- ' AND 1 = 2");
    Stream<String> parts =
        ATTACKS.stream()
            .flatMap(
                attack ->
                    Stream.of(
                        "SELECT count(*) FROM events WHERE secret = " + quoted(attack, "'"),
                        "SELECT count(*) FROM events WHERE secret IS DISTINCT FROM '"
                            + attack
                            + "'",
                        "SELECT count(*) FROM events WHERE " + quoted(attack, "\"") + " IS NULL",
                        "SELECT count(*) FROM events WHERE " + attack + " = 'victim'",
                        "SELECT secret AS "
                            + quoted(attack, "\"")
                            + ", count(*) FROM events GROUP BY 1",
                        "SELECT sum(%s) FROM events".formatted(quoted(attack, "\"")),
                        "SELECT count(*) FROM events WHERE path LIKE "
                            + quoted("%" + attack + "%", "'"),
                        "SELECT count(*) FROM events LIMIT " + attack));
    return Stream.concat(whole, parts);
  }

  private static String quoted(String text, String quote) {
    return quote + text.replace(quote, quote + quote) + quote;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noDocumentReachesAnotherCustomersEvents(String document) {
    assertRefusedOrOwn(HotStore.post(HotStore.endpoint(tier), ATTACKER, document), "/");
  }

  static Stream<String> documents() {
    return ATTACKS.stream()
        .flatMap(
            attack ->
                Stream.<Map<String, Object>>of(
                    Map.of("dimensions", List.of(attack)),
                    Map.of("filter", List.of(filter(attack, "ne", "x"))),
                    Map.of("filter", List.of(filter("secret", "in", attack))),
                    Map.of(attack, "victim")))
        .map(PlainJson::text);
  }

  private static Map<String, Object> filter(String dimension, String operator, String value) {
    return Map.of("dimension", dimension, "operator", operator, "values", List.of(value));
  }

  /** At most the attacker's one event is counted, and nothing of the victim's is told. */
  private static void assertRefusedOrOwn(HttpResponse response, String pointer) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(body).isIn(200, 400);
    Object answer = PlainJson.read(response.body());
    if (response.status() == 400) {
      assertThat((String) PlainJson.at(answer, "pointer")).startsWith(pointer);
      return;
    }
    assertThat(PlainJson.text(PlainJson.at(answer, "rows")))
        .doesNotContain("victim", "1000000")
        .doesNotContainPattern("[2-9]");
  }

  @Test
  void aPropertyCalledLikeTheCustomersColumnIsOnlyAProperty() {
    HttpResponse response =
        HotStore.get(HotStore.endpoint(tier), VICTIM, Map.of("dimensions", "customer_id,secret"));

    assertThat(PlainJson.list(PlainJson.read(response.body()), "rows"))
        .isEqualTo(List.of(List.of("victim", "victim-secret", 2L)));
  }

  private static long countedEvents(HttpResponse response) {
    Object answer = PlainJson.read(response.body());
    List<?> columns = PlainJson.list(answer, "columns");
    for (int column = 0; column < columns.size(); column++) {
      if ("count".equals(PlainJson.at(columns.get(column), "name"))) {
        int count = column;
        return PlainJson.list(answer, "rows").stream()
            .mapToLong(row -> ((Number) ((List<?>) row).get(count)).longValue())
            .sum();
      }
    }
    throw new AssertionError("no column count in " + columns);
  }

  private static HttpResponse get(Map<String, String> parameters) {
    return HotStore.get(HotStore.endpoint(tier), ATTACKER, parameters);
  }
}
