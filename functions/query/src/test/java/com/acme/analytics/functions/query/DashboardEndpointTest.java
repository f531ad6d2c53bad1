package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** On a real DynamoDB; each test has customers of its own. */
class DashboardEndpointTest {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");
  private static final String LIST = "GET /v2/dashboards";
  private static final String ONE = "GET /v2/dashboards/{id}";
  private static final String VERSIONS = "GET /v2/dashboards/{id}/versions";

  private static TestTables tables;

  private final CustomerId customer = new CustomerId("c-" + UUID.randomUUID());
  private final String key = customer + ":query";
  private final AtomicLong made = new AtomicLong();
  private final DashboardWrites writes =
      new DashboardWrites(
          tables.dynamo(),
          "dashboards",
          () -> NOW,
          () -> new UUID(0x7000L, made.incrementAndGet()));

  @BeforeAll
  static void start() throws Exception {
    tables = TestTables.start();
  }

  @AfterAll
  static void stop() throws Exception {
    tables.close();
  }

  @Test
  void aDashboardIsAnsweredWithItsVersionAsItsTag() {
    String id = saved("a", "b");

    HttpResponse current = get(ONE, key, id, Map.of());
    HttpResponse former = get(ONE, key, id, Map.of("version", "1"));

    assertThat(current.status()).isEqualTo(200);
    assertThat(current.headers()).containsEntry("etag", "\"2\"");
    assertThat(PlainJson.read(current.body()))
        .isEqualTo(
            Map.of(
                "id",
                id,
                "version",
                2L,
                "created_at",
                "2026-03-09T10:00:00Z",
                "updated_at",
                "2026-03-09T10:00:00Z",
                "name",
                "b",
                "widgets",
                List.of()));
    assertThat(former.headers()).containsEntry("etag", "\"1\"");
    assertThat(PlainJson.at(PlainJson.read(former.body()), "name")).isEqualTo("a");
    assertThat(get(ONE, key, id, Map.of("version", "3")).status()).isEqualTo(404);
  }

  @Test
  void versionsAreListedTheNewestFirst() {
    String id = saved("a", "b", "c");

    Object first = ok(get(VERSIONS, key, id, Map.of("limit", "2")));
    Object second =
        ok(get(VERSIONS, key, id, Map.of("limit", "2", "cursor", next(first).orElseThrow())));

    assertThat(PlainJson.list(first, "versions"))
        .extracting(each -> PlainJson.at(each, "version") + " " + PlainJson.at(each, "name"))
        .containsExactly("3 c", "2 b");
    assertThat(PlainJson.list(second, "versions"))
        .extracting(each -> PlainJson.at(each, "name"))
        .containsExactly("a");
    assertThat(next(second)).isEmpty();
  }

  @Test
  void dashboardsAreListedWithoutTheirWidgets() {
    saved("a");
    saved("b");
    saved("c");

    Object first = ok(get(LIST, key, "", Map.of("limit", "2")));
    Object second = ok(get(LIST, key, "", Map.of("cursor", next(first).orElseThrow())));

    assertThat(PlainJson.list(first, "dashboards"))
        .extracting(each -> PlainJson.at(each, "name"))
        .containsExactly("a", "b");
    assertThat(PlainJson.list(first, "dashboards"))
        .allSatisfy(each -> assertThat(PlainJson.at(each, "widgets")).isNull());
    assertThat(PlainJson.list(second, "dashboards"))
        .extracting(each -> PlainJson.at(each, "name"))
        .containsExactly("c");
  }

  @Test
  void anotherCustomerFindsNothingAndItsCursorsAreNoUse() {
    String id = saved("a", "b");
    saved("c");
    String list = next(ok(get(LIST, key, "", Map.of("limit", "1")))).orElseThrow();
    String versions = next(ok(get(VERSIONS, key, id, Map.of("limit", "1")))).orElseThrow();
    String attacker = customer + "-2:query";

    assertThat(get(ONE, attacker, id, Map.of()).status()).isEqualTo(404);
    assertThat(get(ONE, attacker, id, Map.of("version", "1")).status()).isEqualTo(404);
    assertThat(get(VERSIONS, attacker, id, Map.of()).status()).isEqualTo(404);
    assertThat(PlainJson.list(ok(get(LIST, attacker, "", Map.of())), "dashboards")).isEmpty();
    assertInvalid(get(LIST, attacker, "", Map.of("cursor", list)), "cursor");
    assertInvalid(get(VERSIONS, attacker, id, Map.of("cursor", versions)), "cursor");
    assertInvalid(get(LIST, attacker, "", Map.of("customer_id", customer.value())), "customer_id");
  }

  @ParameterizedTest
  @CsvSource({
    LIST + ", limit, 0",
    LIST + ", limit, 51",
    LIST + ", limit, x",
    LIST + ", cursor, x",
    LIST + ", version, 1",
    ONE + ", version, 0",
    ONE + ", version, 1.0",
    ONE + ", version, 99999999999",
    ONE + ", limit, 1",
    VERSIONS + ", limit, -1",
    VERSIONS + ", cursor, MQ",
    VERSIONS + ", from, x",
  })
  void aParameterThatCanNotBeIsNamed(String route, String name, String value) {
    assertInvalid(get(route, key, saved("a"), Map.of(name, value)), name);
  }

  @ParameterizedTest
  @CsvSource({"query, 200", "manage, 200", "ingest, 403"})
  void whoQueriesAndWhoManagesMayRead(String scope, int status) {
    String id = saved("a");

    for (String route : List.of(LIST, ONE, VERSIONS)) {
      assertThat(get(route, customer + ":" + scope, id, Map.of()).status()).isEqualTo(status);
    }
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    assertInvalid(get(ONE, key, "1", Map.of()), "id");
    assertInvalid(get(VERSIONS, key, "..", Map.of()), "id");
    assertThat(get(ONE, key, UUID.randomUUID().toString(), Map.of()).status()).isEqualTo(404);
  }

  /** A dashboard with a version for each name. */
  private String saved(String... names) {
    UUID id = writes.create(customer, named(names[0])).id();
    for (int i = 1; i < names.length; i++) {
      assertThat(writes.replace(customer, id, i, named(names[i])).orElseThrow().made()).isTrue();
    }
    return id.toString();
  }

  private static Dashboard named(String name) {
    return new Dashboard(name, Optional.empty(), List.of());
  }

  private static Optional<String> next(Object page) {
    return Optional.ofNullable((String) PlainJson.at(page, "next"));
  }

  private static Object ok(HttpResponse response) {
    assertThat(response.status()).isEqualTo(200);
    return PlainJson.read(response.body());
  }

  private static void assertInvalid(HttpResponse response, String pointer) {
    assertThat(response.status()).isEqualTo(400);
    Object problem = PlainJson.read(response.body());
    assertThat(PlainJson.at(problem, "code")).isEqualTo("invalid_parameter");
    assertThat(PlainJson.at(problem, "pointer")).isEqualTo(pointer);
  }

  private HttpResponse get(String route, String as, String id, Map<String, String> query) {
    Map<String, String> path = new HashMap<>();
    if (!route.equals(LIST)) {
      path.put("id", id);
    }
    return new DashboardEndpoint(
            TestTables::credential,
            new DashboardTable(tables.dynamo(), "dashboards"),
            new QueryTelemetry(MetricsFactory.getMetricsInstance()))
        .handle(
            new HttpRequest(
                route,
                Map.of("x-api-key", as),
                query,
                path,
                new byte[0],
                "127.0.0.1",
                "request-1",
                NOW.toEpochMilli()));
  }
}
