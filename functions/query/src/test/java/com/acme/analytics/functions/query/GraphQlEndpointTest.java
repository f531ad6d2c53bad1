package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.Definitions;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.query.graphql.GraphQlService;
import com.acme.analytics.functions.query.graphql.Sources;
import graphql.introspection.IntrospectionQuery;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** On a real hot tier and a real DynamoDB; each test has customers of its own. */
class GraphQlEndpointTest {
  private static final String PRICES = "{query(input: {dimensions: [\"path\"]}) {rows}}";

  private static HotStore store;
  private static ClickHouseTier tier;
  private static TestTables tables;

  private final CustomerId customer = new CustomerId("c-" + UUID.randomUUID());
  private final String key = customer + ":query";
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final DashboardWrites writes =
      new DashboardWrites(tables.dynamo(), "dashboards", () -> now, UUID::randomUUID);
  private final DefinitionTable funnels =
      new DefinitionTable(tables.dynamo(), "definitions", DefinitionKind.FUNNEL);
  private boolean broken;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    tables = TestTables.start();
  }

  @AfterAll
  static void stop() throws Exception {
    tables.close();
    tier.close();
    store.close();
  }

  @Test
  void aQueryIsAnsweredAsTheRestRouteAnswersIt() throws Exception {
    store.insert(
        customer,
        List.of(
            TestEvent.of(now.minusSeconds(60), "/a", Map.of("price", 1.25)),
            TestEvent.of(now.minusSeconds(50), "/a", Map.of("price", 2L)),
            TestEvent.of(now.minusSeconds(40), "/b,c", Map.of())));
    Object rest =
        PlainJson.read(
            HotStore.endpoint(tier)
                .answer(
                    customer,
                    Map.of("measures", "count,sum:price", "dimensions", "path", "order", "path"))
                .body());

    Object answer =
        data(
            """
            query Paths($input: QueryInput!) {
              query(input: $input) {
                columns { name type } rows
                meta { exact relativeError partial truncated elapsedMs tiers { name available freshnessMs elapsedMs } }
              }
            }
            """,
            Map.of(
                "input",
                Map.of(
                    "measures", List.of("count", "sum:price"),
                    "dimensions", List.of("path"),
                    "order", List.of("path"))));

    assertThat(PlainJson.at(answer, "query", "columns")).isEqualTo(PlainJson.at(rest, "columns"));
    assertThat(PlainJson.at(answer, "query", "rows"))
        .isEqualTo(PlainJson.at(rest, "rows"))
        .isEqualTo(List.of(List.of("/a", 2L, 3.25), Arrays.asList("/b,c", 1L, null)));
    assertThat(PlainJson.at(answer, "query", "meta", "exact")).isEqualTo(true);
    assertThat(PlainJson.at(PlainJson.list(answer, "query", "meta", "tiers").get(0), "name"))
        .isEqualTo("hot");
  }

  @Test
  void aListNeedsNoEscapeAndItsRangeIsBeforeNow() throws Exception {
    store.insert(
        customer,
        List.of(
            TestEvent.of(now.minusSeconds(30), "/b,c", Map.of()),
            TestEvent.of(now.minusSeconds(7200), "/b,c", Map.of())));

    Object answer =
        data("{query(input: {filter: [\"path:eq:/b,c\"], last: \"PT1H\"}) {rows}}", Map.of());

    assertThat(PlainJson.at(answer, "query", "rows")).isEqualTo(List.of(List.of(1L)));
  }

  @Test
  void dashboardsAreListedWithWhatTheyHoldAndWhatTheyWere() {
    UUID funnel = define();
    UUID id = saved("First", funnel);
    assertThat(writes.replace(customer, id, 1, dashboard("Second", funnel)).orElseThrow().made())
        .isTrue();

    Object answer =
        data(
            """
            query All($id: ID!) {
              dashboards(first: 10) { next items {
                id version name description createdAt updatedAt
                widgets { id title kind query { measures granularity last limit }
                          funnel { id name window breakdown activeFrom steps { event filters } }
                          position { x y w h } }
                versions { items { version name } next } } }
              former: dashboard(id: $id, version: 1) { name version }
              none: dashboard(id: $id, version: 9) { name }
            }
            """,
            Map.of("id", id.toString()));

    Object item = PlainJson.list(answer, "dashboards", "items").get(0);
    assertThat(PlainJson.at(item, "name")).isEqualTo("Second");
    assertThat(PlainJson.at(item, "version")).isEqualTo(2L);
    assertThat(PlainJson.at(item, "updatedAt")).isEqualTo(now.toString());
    assertThat(PlainJson.list(item, "versions", "items"))
        .extracting(each -> PlainJson.at(each, "name"))
        .containsExactly("Second", "First");
    Object line = PlainJson.list(item, "widgets").get(0);
    assertThat(PlainJson.at(line, "kind")).isEqualTo("line");
    assertThat(PlainJson.at(line, "query", "measures")).isEqualTo(List.of("count"));
    assertThat(PlainJson.at(line, "query", "limit")).isNull();
    assertThat(PlainJson.at(line, "funnel")).isNull();
    Object shown = PlainJson.list(item, "widgets").get(1);
    assertThat(PlainJson.at(shown, "query")).isNull();
    assertThat(PlainJson.at(shown, "funnel", "id")).isEqualTo(funnel.toString());
    assertThat(PlainJson.at(shown, "funnel", "steps"))
        .isEqualTo(
            List.of(
                Map.of("event", "page_view", "filters", List.of("path:eq:/a\\,b")),
                Map.of("event", "purchase", "filters", List.of())));
    assertThat(PlainJson.at(shown, "position", "h")).isEqualTo(6L);
    assertThat(PlainJson.at(answer, "former", "name")).isEqualTo("First");
    assertThat(PlainJson.at(answer, "none")).isNull();
  }

  @Test
  void whatIsAskedForByIdIsReadTogether() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(saved("d" + i, define()));
    }
    String fields =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    "d%d: dashboard(id: \"%s\") {name widgets {funnel {name}}}"
                        .formatted(i, ids.get(i)))
            .collect(Collectors.joining(" ", "{", "}"));
    List<String> requests = tables.watch();

    Object answer = data(fields, Map.of());

    assertThat(PlainJson.at(answer, "d5", "name")).isEqualTo("d5");
    assertThat(PlainJson.at(PlainJson.list(answer, "d5", "widgets").get(1), "funnel", "name"))
        .isEqualTo("Purchase");
    assertThat(requests).containsExactly("BatchGetItem", "BatchGetItem");
  }

  @Test
  void funnelsAreAnsweredWithWhatTheyCameTo() throws Exception {
    store.insert(customer, List.of(TestEvent.of(now.minusSeconds(600), "/a,b", Map.of())));
    UUID id = define();

    Object answer =
        data(
            """
            query Funnel($id: ID!) {
              funnels { id name }
              funnel(id: $id) {
                name
                result(breakdown: true) {
                  from to meta { exact }
                  steps { event count users exact conversionFromFirst conversionFromPrevious
                          medianMsToNext }
                  breakdown { dimension rows { value steps { count } } }
                }
              }
            }
            """,
            Map.of("id", id.toString()));

    assertThat(PlainJson.list(answer, "funnels"))
        .isEqualTo(List.of(Map.of("id", id.toString(), "name", "Purchase")));
    assertThat(PlainJson.at(answer, "funnel", "result", "breakdown", "dimension"))
        .isEqualTo("country");
    List<?> steps = PlainJson.list(answer, "funnel", "result", "steps");
    assertThat(steps)
        .extracting(step -> PlainJson.at(step, "event"))
        .containsExactly("page_view", "purchase");
    assertThat(steps).extracting(step -> PlainJson.at(step, "medianMsToNext")).containsOnlyNulls();
  }

  @Test
  void aBuilderLearnsWhatAQueryCanBeMadeOf() {
    declare("plan", "cart.total");

    Object answer =
        data(
            """
            { discovery { fixedDimensions declaredDimensions declaredMeasures measures aggregations
                operators { name values ordering } granularities { name seconds } } }
            """,
            Map.of());

    Object found = PlainJson.at(answer, "discovery");
    assertThat(PlainJson.list(found, "fixedDimensions").contains("path")).isTrue();
    assertThat(PlainJson.at(found, "declaredDimensions")).isEqualTo(List.of("plan"));
    assertThat(PlainJson.at(found, "declaredMeasures")).isEqualTo(List.of("cart.total"));
    assertThat(PlainJson.at(found, "aggregations"))
        .isEqualTo(List.of("sum", "avg", "min", "max", "p50", "p75", "p90", "p95", "p99"));
    assertThat(
            PlainJson.list(found, "operators")
                .contains(Map.of("name", "in", "values", "many", "ordering", false)))
        .isTrue();
    assertThat(PlainJson.list(found, "granularities").get(1))
        .isEqualTo(Map.of("name", "5m", "seconds", 300L));
  }

  @Test
  void aCustomerReachesNothingOfAnother() throws Exception {
    store.insert(customer, List.of(TestEvent.of(now.minusSeconds(60), "/secret", Map.of())));
    declare("plan", "price");
    UUID funnel = define();
    UUID dashboard = saved("Secret", funnel);
    saved("Secret too", funnel);
    Object page = data("{dashboards(first: 1) {next}}", Map.of());
    String attacker = customer + "-2:query";

    Object answer =
        PlainJson.read(
            post(
                    attacker,
                    """
                    query Cross($id: ID!, $funnel: ID!) {
                      dashboard(id: $id) { name }
                      former: dashboard(id: $id, version: 1) { name }
                      dashboards { items { name } }
                      funnel(id: $funnel) { name }
                      funnels { name }
                      query(input: {dimensions: ["path"]}) { rows }
                      discovery { declaredDimensions }
                    }
                    """,
                    Map.of("id", dashboard.toString(), "funnel", funnel.toString()))
                .body());
    Object cursor =
        PlainJson.read(
            post(
                    attacker,
                    "query After($after: String) {dashboards(after: $after) {items {name}}}",
                    Map.of("after", PlainJson.at(page, "dashboards", "next")))
                .body());

    assertThat(PlainJson.at(answer, "errors")).isNull();
    Object data = PlainJson.at(answer, "data");
    assertThat(PlainJson.at(data, "dashboard")).isNull();
    assertThat(PlainJson.at(data, "former")).isNull();
    assertThat(PlainJson.list(data, "dashboards", "items")).isEmpty();
    assertThat(PlainJson.at(data, "funnel")).isNull();
    assertThat(PlainJson.list(data, "funnels")).isEmpty();
    assertThat(PlainJson.list(data, "query", "rows")).isEmpty();
    assertThat(PlainJson.list(data, "discovery", "declaredDimensions")).isEmpty();
    assertThat(code(cursor)).isEqualTo("invalid_parameter");
  }

  @Test
  void noDocumentNamesACustomer() {
    assertThat(code(errors("{query(input: {customer_id: \"victim\"}) {rows}}", Map.of())))
        .isEqualTo("invalid_query");
    assertThat(
            code(
                errors(
                    "query Q($i: QueryInput!) {query(input: $i) {rows}}",
                    Map.of("i", Map.of("customer", "victim")))))
        .isEqualTo("invalid_query");
  }

  @Test
  void oneFieldThatFailsLeavesTheOthers() {
    Object answer =
        PlainJson.read(
            post(key, "{discovery {measures} query(input: {granularity: \"2m\"}) {rows}}", Map.of())
                .body());

    assertThat(code(answer)).isEqualTo("invalid_query");
    Object error = PlainJson.list(answer, "errors").get(0);
    assertThat(PlainJson.at(error, "message"))
        .isEqualTo("granularity: \"2m\" (expected: 1m, 5m, 1h or 1d)");
    assertThat(PlainJson.at(error, "extensions", "pointer")).isEqualTo("granularity");
    assertThat(PlainJson.at(error, "path")).isEqualTo(List.of("query"));
  }

  @Test
  void whatFailsUnexpectedlyIsAnsweredWithoutItsReason() {
    broken = true;

    HttpResponse response = post(key, PRICES, Map.of());

    assertThat(code(PlainJson.read(response.body()))).isEqualTo("internal");
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .doesNotContain("secret", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                             | invalid_query
          {nothing}                                     | invalid_query
          mutation {delete}                             | invalid_query
          subscription {all}                            | invalid_query
          {dashboard(id: 1, version: "x") {name}}       | invalid_query
          {dashboard(id: "1") {name}}                   | invalid_parameter
          {dashboards(first: 0) {next}}                 | invalid_parameter
          {dashboards(first: 51) {next}}                | invalid_parameter
          {dashboards(first: -5) {next}}                | invalid_parameter
          {dashboards(after: "x") {next}}               | invalid_parameter
          {funnel(id: "") {name}}                       | invalid_parameter
          {query(input: {last: "1h"}) {rows}}           | invalid_query
          {query(input: {from: "x", to: "y"}) {rows}}   | invalid_query
          {query(input: {limit: 0}) {rows}}             | invalid_query
          {query(input: {measures: [""]}) {rows}}       | invalid_query
          query A {funnels {id}} query B {funnels {id}} | invalid_query
          """)
  void aDocumentThatCanNotBeIsAnErrorWithItsCode(String document, String code) {
    assertThat(code(errors(document, Map.of()))).isEqualTo(code);
  }

  @Test
  void moreQueriesThanARequestMayHaveAreRefusedBeforeAnyRuns() {
    assertThat(code(errors(queries(13), Map.of()))).isEqualTo("query_too_expensive");
    assertThat(asked).isEmpty();

    assertThat(PlainJson.at(data(queries(12), Map.of()), "q11", "rows")).isNotNull();
    assertThat(asked).hasSize(12);
  }

  @Test
  void listsCountAsOftenAsTheyMayHaveElements() {
    String figures = "{dashboards(first: %d) {items {widgets {funnel {result {from}}}}}}";
    List<String> requests = tables.watch();

    assertThat(code(errors(figures.formatted(1), Map.of()))).isEqualTo("query_too_expensive");
    assertThat(requests).isEmpty();
    assertThat(
            data(
                "{dashboards(first: 50) {items {id widgets {id title kind funnel {name}}}}}",
                Map.of()))
        .isNotNull();
  }

  @Test
  void introspectionIsAnsweredAndWhatIsNestedTooDeeplyIsRefused() {
    Object schema = data(IntrospectionQuery.INTROSPECTION_QUERY, Map.of());
    assertThat(PlainJson.at(schema, "__schema", "queryType", "name")).isEqualTo("Query");

    String deep =
        "{__type(name: \"Query\") {fields {type "
            + "{ofType ".repeat(15)
            + "{name}"
            + "}".repeat(15)
            + "}}}";
    Object refused = errors(deep, Map.of());
    assertThat(code(refused)).isEqualTo("query_too_expensive");
    assertThat((String) PlainJson.at(PlainJson.list(refused, "errors").get(0), "message"))
        .contains("depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                   | 400 | malformed_json
          []                                  | 400 | malformed_request
          {"variables": {}}                   | 400 | malformed_request
          {"query": 1}                        | 400 | malformed_request
          {"query": "{", "variables": []}     | 400 | malformed_request
          {"query": "{", "operationName": {}} | 400 | malformed_request
          """)
  void aBodyThatIsNoRequestIsAProblemDocument(String body, int status, String code) {
    HttpResponse refused = post(key, body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(PlainJson.at(PlainJson.read(refused.body()), "code")).isEqualTo(code);
  }

  @Test
  void aRequestBeyondTheLimitAndAKeyOfAnotherScopeAreRefused() {
    assertThat(post(key, " ".repeat(65 * 1024)).status()).isEqualTo(413);
    assertThat(post(customer + ":manage", PRICES, Map.of()).status()).isEqualTo(403);
    assertThat(post(customer + ":ingest", PRICES, Map.of()).status()).isEqualTo(403);
  }

  private static String queries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "q%d: query(input: {}) {rows}".formatted(i))
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private UUID saved(String name, UUID funnel) {
    return writes.create(customer, dashboard(name, funnel)).id();
  }

  private static Dashboard dashboard(String name, UUID funnel) {
    return Dashboard.fromJson(
        """
        {"name": "%s", "widgets": [
          {"id": "l", "title": "Line", "kind": "line",
           "query": {"measures": ["count"], "granularity": "1h", "last": "PT24H"},
           "position": {"x": 0, "y": 0, "w": 12, "h": 4}},
          {"id": "f", "title": "Way", "kind": "funnel", "funnel": "%s",
           "position": {"x": 0, "y": 4, "w": 12, "h": 6}}]}
        """
            .formatted(name, funnel));
  }

  private UUID define() {
    UUID id = UUID.randomUUID();
    Funnel funnel =
        new Funnel(
            id,
            customer,
            "Purchase",
            List.of(
                new FunnelStep("page_view", List.of(Filter.parse("path:eq:/a,b"))),
                new FunnelStep("purchase", List.of())),
            Duration.ofHours(24),
            Optional.of("country"),
            now.truncatedTo(ChronoUnit.MINUTES));
    new Definitions(
            funnels,
            changes -> {
              BitSet stored = new BitSet();
              stored.set(0, changes.size());
              return stored;
            },
            json -> json)
        .add(customer, id, funnel.toJson(), other -> false);
    return id;
  }

  private void declare(String dimension, String measure) {
    new CustomerTable(tables.dynamo(), "customers")
        .create(
            new CustomerSettings(
                customer,
                IpPolicy.TRUNCATE,
                Set.of(),
                DeclaredProperties.of(List.of(dimension), List.of(measure)),
                DeclaredSince.NEVER,
                KeyBuckets.STANDARD,
                Salt.of(new byte[32])));
  }

  private Object data(String document, Map<String, Object> variables) {
    HttpResponse response = post(key, document, variables);
    assertThat(response.status()).isEqualTo(200);
    Object answer = PlainJson.read(response.body());
    assertThat(PlainJson.at(answer, "errors")).isNull();
    return PlainJson.at(answer, "data");
  }

  private Object errors(String document, Map<String, Object> variables) {
    HttpResponse response = post(key, document, variables);
    assertThat(response.status()).isEqualTo(200);
    return PlainJson.read(response.body());
  }

  private static Object code(Object answer) {
    return PlainJson.at(PlainJson.list(answer, "errors").get(0), "extensions", "code");
  }

  private HttpResponse post(String as, String document, Map<String, Object> variables) {
    StringWriter body = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), body)) {
      PlainJson.write(json, Map.of("query", document, "variables", variables));
    }
    return post(as, body.toString());
  }

  private HttpResponse post(String as, String body) {
    return endpoint()
        .handle(
            new HttpRequest(
                GraphQlEndpoint.ROUTE,
                Map.of("x-api-key", as),
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "127.0.0.1",
                "request-1",
                now.toEpochMilli()));
  }

  private GraphQlEndpoint endpoint() {
    Clock clock = Clock.systemUTC();
    QueryTelemetry telemetry = new QueryTelemetry(MetricsFactory.getMetricsInstance());
    QueryEndpoint query = HotStore.endpoint(TestTables::credential, tier);
    FunnelEndpoint funnel =
        new FunnelEndpoint(
            TestTables::credential,
            funnels,
            new FunnelAnswers(tier, FunnelHistory.EVENTS, HotStore.RETENTION, clock),
            telemetry,
            clock);
    Sources sources =
        new Sources(
            new DashboardTable(tables.dynamo(), "dashboards"),
            funnels,
            (owner, parameters) -> {
              asked.add(owner.value());
              if (broken) {
                throw new IllegalStateException("secret");
              }
              return query.answer(owner, parameters).body();
            },
            funnel::answered,
            new CustomerTable(tables.dynamo(), "customers")::declared);
    return new GraphQlEndpoint(
        TestTables::credential, new GraphQlService(sources, clock, telemetry::refused), telemetry);
  }
}
