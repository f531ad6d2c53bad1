package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.AllTiers;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One customer tries to see, change or become another: through every id, list, cursor, header,
 * parameter, statement and file, over the wire, with every tier running.
 */
@ExtendWith(PlatformExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class TenantScenarioTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VICTIM = "tenant-victim";

  /** Stands in everything that the victim has, and nowhere else. */
  private static final String SECRET = "the_victims_own";

  private static final String OWN = "the_thiefs_own";
  private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Platform platform;
  private final String from = Instant.now().minus(Duration.ofDays(30)).toString();
  private final Belongings victims;
  private final Belongings own;

  TenantScenarioTest(@AllTiers Platform platform) {
    this.platform = platform;
    this.victims = Belongings.of(platform.newCustomer(VICTIM), SECRET);
    this.own = Belongings.of(platform.newCustomer("tenant-thief"), OWN);
  }

  @AfterAll
  void close() {
    http.close();
  }

  /** Names of schemas are each customer's own, so to put one reaches nobody's. */
  @Test
  void eachOperationOnSomethingThatHasAnIdIsTried() {
    List<String> withId =
        OpenApiDocument.read().operations().stream()
            .filter(operation -> operation.contains("/v2/") && operation.contains("{"))
            .filter(operation -> !operation.equals(OpenApiExamples.PUT_SCHEMA))
            .toList();

    assertThat(withId)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            reaching(victims).map(ApiExchange::operation).distinct().toList());
  }

  /** So an id tells nothing, not even whether it is somebody's. */
  @TestFactory
  Stream<DynamicTest> whatIsAnothersIsAnsweredAsWhatIsNobodys() {
    Belongings nobodys =
        new Belongings(own.owner(), "nobodys_own", NOBODYS, NOBODYS, NOBODYS, NOBODYS, NOBODYS, "");
    List<ApiExchange> controls = reaching(nobodys).toList();
    List<ApiExchange> attempts = reaching(victims).toList();
    return attempts.stream()
        .map(
            attempt ->
                DynamicTest.dynamicTest(
                    attempt.operation() + ' ' + attempt.query(),
                    () -> {
                      HttpResponse<String> answer = asThief(attempt);
                      HttpResponse<String> control =
                          asThief(controls.get(attempts.indexOf(attempt)));

                      assertThat(answer.statusCode())
                          .as(answer.body())
                          .isEqualTo(control.statusCode());
                      assertThat(timeless(answer.body(), victims))
                          .isEqualTo(timeless(control.body(), nobodys));
                      assertOwnerStillHasIt(attempt);
                    }));
  }

  private void assertOwnerStillHasIt(ApiExchange attempt) throws Exception {
    String thing = attempt.path().replaceFirst("/(result|versions|trace)$", "");
    if (thing.contains("/events/")) {
      return;
    }
    HttpResponse<String> kept =
        ApiExchange.of("GET " + thing, "").send(http, platform.api(), victims.owner().key());
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(kept.body()).doesNotContain(OWN, "cancelled");
  }

  /** Every operation on a thing with an id, on the things of somebody. */
  private static Stream<ApiExchange> reaching(Belongings whose) {
    String job = "/v2/query/jobs/" + whose.job();
    String export = "/v2/exports/" + whose.export();
    String funnel = "/v2/funnels/" + whose.funnel();
    String dashboard = "/v2/dashboards/" + whose.dashboard();
    String schema = "/v2/schemas/" + whose.word();
    String content = OpenApiExamples.DASHBOARD.formatted("bar").replace("Shop", OWN);
    return Stream.of(
        ApiExchange.of(OpenApiExamples.TRACE, "/v2/events/" + whose.event() + "/trace", ""),
        ApiExchange.of(OpenApiExamples.VERSIONS, schema, ""),
        ApiExchange.of(OpenApiExamples.GET_SCHEMA, schema + "/1", ""),
        ApiExchange.of(OpenApiExamples.JOB, job, ""),
        ApiExchange.of(OpenApiExamples.JOB_RESULT, job + "/result", ""),
        ApiExchange.of(OpenApiExamples.JOB_RESULT, job + "/result", "").withQuery("page", "1"),
        ApiExchange.of(OpenApiExamples.CANCEL, job, ""),
        ApiExchange.of(OpenApiExamples.EXPORTED, export, ""),
        ApiExchange.of(OpenApiExamples.CANCEL_EXPORT, export, ""),
        ApiExchange.of(OpenApiExamples.GET_FUNNEL, funnel, ""),
        ApiExchange.of(OpenApiExamples.DELETE_FUNNEL, funnel, ""),
        ApiExchange.of(OpenApiExamples.GET_DASHBOARD, dashboard, ""),
        ApiExchange.of(OpenApiExamples.GET_DASHBOARD, dashboard, "").withQuery("version", "1"),
        ApiExchange.of(OpenApiExamples.DASHBOARD_VERSIONS, dashboard + "/versions", ""),
        ApiExchange.of(OpenApiExamples.PUT_DASHBOARD, dashboard, content)
            .withHeader("If-Match", "\"1\""),
        ApiExchange.of(OpenApiExamples.DELETE_DASHBOARD, dashboard, "")
            .withHeader("If-Match", "\"1\""));
  }

  /** An answer without what differs from one request to the next. */
  private static String timeless(String body, Belongings whose) {
    return body.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("(_ms\":)\\d+", "$1N")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replace(whose.word(), "WORD");
  }

  @TestFactory
  Stream<DynamicTest> noListHoldsWhatIsAnothers() {
    return lists()
        .map(
            list ->
                DynamicTest.dynamicTest(
                    list.operation() + ' ' + list.query() + list.body(),
                    () -> {
                      HttpResponse<String> owners =
                          list.send(http, platform.api(), victims.owner().key());
                      HttpResponse<String> thiefs = asThief(list);

                      assertThat(owners.body()).contains(SECRET).doesNotContain(OWN);
                      assertThat(thiefs.statusCode()).isEqualTo(200);
                      assertThat(thiefs.body()).contains(OWN).doesNotContain(SECRET);
                    }));
  }

  private Stream<ApiExchange> lists() {
    ApiExchange query =
        ApiExchange.of(OpenApiExamples.QUERY, "").withQuery("from", from).withQuery("wait", "true");
    return Stream.of(
        ApiExchange.of(OpenApiExamples.SCHEMAS, ""),
        ApiExchange.of(
            OpenApiExamples.GET_SCHEMA, "/v2/schemas/" + Belongings.COMMON_SCHEMA + "/1", ""),
        ApiExchange.of(OpenApiExamples.GET_SETTINGS, ""),
        ApiExchange.of(OpenApiExamples.FUNNELS, ""),
        ApiExchange.of(OpenApiExamples.DASHBOARDS, ""),
        ApiExchange.of(OpenApiExamples.REJECTED, ""),
        query.withQuery("dimensions", "path"),
        query.withQuery("dimensions", "secret"),
        ApiExchange.of(OpenApiExamples.MOVERS, "").withQuery("dimension", "path"),
        sql(
            "SELECT secret, count(*) FROM events WHERE \"timestamp\" > TIMESTAMP '%s' GROUP BY secret"),
        sql(
            "WITH seen AS (SELECT secret, \"timestamp\" AS t FROM events WHERE \"timestamp\" > TIMESTAMP '%s')"
                + " SELECT secret, rank() OVER (ORDER BY t) AS n FROM seen"),
        sql(
            "SELECT a.secret, b.path FROM events a JOIN events b ON a.user_id = b.user_id"
                + " WHERE a.\"timestamp\" > TIMESTAMP '%1$s' AND b.\"timestamp\" > TIMESTAMP '%1$s'"),
        sql(
            "SELECT entry_path, count(*) FROM sessions WHERE \"start\" > TIMESTAMP '%s' GROUP BY entry_path"),
        graphQl("{dashboards {items {name}} funnels {name} discovery {declaredDimensions}}"));
  }

  private ApiExchange sql(String statement) {
    String since = from.substring(0, 19).replace('T', ' ');
    return ApiExchange.of(
        OpenApiExamples.POST_QUERY,
        JSON.writeValueAsString(Map.of("sql", statement.formatted(since), "wait", true)));
  }

  private static ApiExchange graphQl(String query) {
    return ApiExchange.of(OpenApiExamples.GRAPHQL, JSON.writeValueAsString(Map.of("query", query)));
  }

  @TestFactory
  Stream<DynamicTest> noStatementReachesAnothersRowsOrTheEnginesOwnTables() {
    return Stream.of(
            "SELECT * FROM \"events$files\"",
            "SELECT * FROM \"events$partitions\"",
            "SELECT * FROM \"events$snapshots\"",
            "SELECT a.customer_id, count(*) FROM events a JOIN events b ON a.path = b.path GROUP BY 1",
            "WITH e AS (SELECT * FROM lake.analytics.events) SELECT path FROM e",
            "WITH events AS (SELECT 1 AS path) SELECT path FROM events",
            "SELECT query FROM system.runtime.queries",
            "SELECT table_name FROM information_schema.tables",
            "SELECT path FROM events UNION ALL SELECT table_name FROM information_schema.tables",
            "SELECT path FROM events WHERE path IN (SELECT query FROM system.runtime.queries)",
            "SELECT path, (SELECT max(secret) FROM events x WHERE x.customer_id = '"
                + VICTIM
                + "') FROM events",
            "SELECT path FROM events a LEFT JOIN events b ON 1 = 1 OR b.customer_id = '"
                + VICTIM
                + "'",
            "SELECT path FROM TABLE(system.query('SELECT * FROM events'))",
            "SELECT path FROM events FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01 00:00:00'",
            "SELECT entry_path FROM sessions WHERE customer_id = '" + VICTIM + "'",
            "SELECT path FROM events WHERE 1 = 1) OR (1 = 1",
            "SELECT path FROM events -- \n WHERE customer_id = '" + VICTIM + "'")
        .map(
            statement ->
                DynamicTest.dynamicTest(
                    statement,
                    () -> {
                      HttpResponse<String> answer =
                          asThief(
                              ApiExchange.of(
                                  OpenApiExamples.POST_QUERY,
                                  JSON.writeValueAsString(Map.of("sql", statement, "wait", true))));

                      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
                      if (answer.statusCode() == 200) {
                        assertThat(JSON.readTree(answer.body()).path("rows").toString())
                            .doesNotContain(SECRET, VICTIM, "s3:");
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> noHeaderOrParameterMakesSomebodyElse() {
    ApiExchange query = ApiExchange.of(OpenApiExamples.QUERY, "").withQuery("dimensions", "path");
    Stream<ApiExchange> headers =
        Stream.of(
                "X-Customer-Id",
                "Customer-Id",
                "X-Acme-Customer",
                "X-Tenant-Id",
                "X-Amzn-Oidc-Identity",
                "X-Forwarded-User",
                "Cookie",
                "Authorization")
            .map(name -> query.withHeader(name, VICTIM));
    Stream<ApiExchange> parameters =
        Stream.of("customer_id", "customer", "tenant", "x-api-key")
            .map(name -> query.withQuery(name, VICTIM));
    return Stream.concat(headers, parameters)
        .map(
            attempt ->
                DynamicTest.dynamicTest(
                    attempt.headers() + " " + attempt.query(),
                    () -> {
                      HttpResponse<String> answer = asThief(attempt);

                      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
                      assertThat(answer.body()).doesNotContain(SECRET);
                      assertThat(answer.body())
                          .contains(answer.statusCode() == 200 ? OWN : "invalid_query");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> nobodySendsEventsInTheNameOfAnother() {
    return Stream.of(platform.api(), platform.gateway())
        .map(
            door ->
                DynamicTest.dynamicTest(
                    door,
                    () -> {
                      String name = "forged_" + URI.create(door).getPort();
                      String event = "{\"event\": \"%s\", %s}";
                      String customer = "\"customer_id\": \"%s\"".formatted(VICTIM);
                      ApiExchange named =
                          ApiExchange.of(
                                  OpenApiExamples.SEND_ONE,
                                  event.formatted(name, "\"properties\": {" + customer + "}"))
                              .withHeader("X-Customer-Id", VICTIM);
                      ApiExchange refused =
                          ApiExchange.of(OpenApiExamples.SEND_ONE, event.formatted(name, customer));

                      assertThat(refused.send(http, door, own.owner().key()).statusCode())
                          .isEqualTo(400);
                      await("the event is taken")
                          .atMost(Duration.ofMinutes(1))
                          .until(
                              () -> named.send(http, door, own.owner().key()).statusCode() == 202);

                      await("the event")
                          .atMost(Duration.ofMinutes(1))
                          .pollInterval(Duration.ofMillis(250))
                          .until(() -> events(own.owner()).contains(name));
                      assertThat(events(victims.owner())).doesNotContain(name);
                    }));
  }

  private static String events(Client customer) {
    return customer.query("dimensions", "event").path("rows").toString();
  }

  @TestFactory
  Stream<DynamicTest> noCursorGoesOnInAnothersList() {
    return Stream.of(
            ApiExchange.of(OpenApiExamples.DASHBOARDS, ""),
            ApiExchange.of(OpenApiExamples.REJECTED, ""))
        .map(list -> list.withQuery("limit", "1"))
        .map(
            list ->
                DynamicTest.dynamicTest(
                    list.operation(),
                    () -> {
                      JsonNode page =
                          JSON.readTree(
                              list.send(http, platform.api(), victims.owner().key()).body());
                      String cursor = page.path("next").asString(page.path("cursor").asString(""));
                      assertThat(cursor).as(page.toString()).isNotEmpty();

                      HttpResponse<String> answer = asThief(list.withQuery("cursor", cursor));

                      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
                      assertThat(answer.body()).doesNotContain(SECRET);
                    }));
  }

  @Test
  void graphQlTellsOfAnothersThingsAsOfNobodys() throws Exception {
    String query =
        "query Of($board: ID!, $funnel: ID!) {dashboard(id: $board) {name} funnel(id: $funnel) {name}}";

    String answer = graphQlOf(query, victims.dashboard(), victims.funnel());

    assertThat(answer).doesNotContain(SECRET);
    assertThat(timeless(answer, victims))
        .isEqualTo(timeless(graphQlOf(query, NOBODYS, NOBODYS), victims));
    assertThat(graphQlOf(query, own.dashboard(), own.funnel())).contains(OWN);
  }

  private String graphQlOf(String query, String dashboard, String funnel) throws Exception {
    return asThief(
            ApiExchange.of(
                OpenApiExamples.GRAPHQL,
                JSON.writeValueAsString(
                    Map.of(
                        "query",
                        query,
                        "variables",
                        Map.of("board", dashboard, "funnel", funnel)))))
        .body();
  }

  @Test
  void anExportHoldsOnesOwnEventsAndItsSignatureOpensNoOtherFile() throws Exception {
    HttpResponse<String> file = download(own.exportPart());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).contains(OWN).doesNotContain(SECRET);
    assertThat(download(victims.exportPart()).body()).contains(SECRET).doesNotContain(OWN);

    URI ownPart = URI.create(own.exportPart());
    URI victimsPart = URI.create(victims.exportPart());
    assertThat(download(withoutQuery(victimsPart)).statusCode()).isEqualTo(403);
    assertThat(download(withoutQuery(victimsPart) + '?' + ownPart.getRawQuery()).statusCode())
        .isEqualTo(403);
  }

  private static String withoutQuery(URI uri) {
    return uri.toString().replace('?' + uri.getRawQuery(), "");
  }

  private HttpResponse<String> download(String address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> asThief(ApiExchange attempt)
      throws IOException, InterruptedException {
    return attempt.send(http, platform.api(), own.owner().key());
  }
}
