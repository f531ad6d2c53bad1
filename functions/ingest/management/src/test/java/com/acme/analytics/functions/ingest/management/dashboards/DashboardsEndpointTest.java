package com.acme.analytics.functions.ingest.management.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites;
import com.acme.analytics.functions.definitions.dashboard.SavedDashboard;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a real DynamoDB; each test has customers of its own. A key is a customer and a scope. */
final class DashboardsEndpointTest {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:42.500Z");
  private static final String SHOP =
      """
      {"name": "Shop", "widgets": [
        {"id": "visits", "title": "Visits", "kind": "line",
         "query": {"measures": ["count"], "granularity": "1h", "last": "PT24H"},
         "position": {"x": 0, "y": 0, "w": 12, "h": 4}}]}
      """;

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamo;

  private final String customer = "c-" + UUID.randomUUID();
  private final String key = customer + ":manage";
  private final DashboardTable table = new DashboardTable(dynamo, "dashboards");
  private final DashboardsEndpoint endpoint = endpoint(DashboardsEndpointTest::credential);

  @BeforeAll
  static void start() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    new DynamoDbTables(dynamo).create("dashboards", "customer_id", "dashboard");
  }

  @AfterAll
  static void stop() throws Exception {
    dynamo.close();
    engine.close();
  }

  @Test
  void aDashboardIsSavedAndAnsweredWithItsVersion() {
    HttpResponse answer = post(SHOP);

    assertThat(answer.status()).isEqualTo(201);
    String id = json(answer).path("id").asString();
    assertThat(answer.headers())
        .containsEntry("etag", "\"1\"")
        .containsEntry("location", "/v2/dashboards/" + id);
    assertThat(json(answer))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"id": "%s", "version": 1, "created_at": "2026-03-09T10:00:42.500Z",
                     "updated_at": "2026-03-09T10:00:42.500Z", %s
                    """
                        .formatted(id, SHOP.strip().substring(1))));
    assertThat(found(id).content().name()).isEqualTo("Shop");
  }

  @Test
  void aChangeNeedsTheVersionThatItIsMadeOf() {
    String id = saved();
    String changed = SHOP.replace("Shop", "Shop 2");

    HttpResponse unconditional = put(id, Optional.empty(), changed);
    HttpResponse first = put(id, Optional.of("\"1\""), changed);
    HttpResponse late = put(id, Optional.of("\"1\""), SHOP);

    assertThat(unconditional.status()).isEqualTo(428);
    assertThat(code(unconditional)).isEqualTo("precondition_required");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.headers()).containsEntry("etag", "\"2\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(code(late)).isEqualTo("precondition_failed");
    assertThat(late.headers()).containsEntry("etag", "\"2\"");
    assertThat(json(late).path("detail").asString())
        .isEqualTo("If-Match: \"1\" (expected: \"2\", the current version)");
    assertThat(found(id).content().name()).isEqualTo("Shop 2");
    assertThat(table.find(new CustomerId(customer), UUID.fromString(id), 1)).isPresent();
  }

  @Test
  void aDeletionNeedsTheVersionThatItIsOf() {
    String id = saved();

    assertThat(delete(key, id, Optional.empty()).status()).isEqualTo(428);
    assertThat(delete(key, id, Optional.of("\"2\"")).status()).isEqualTo(412);
    assertThat(delete(key, id, Optional.of("\"1\"")).status()).isEqualTo(204);
    assertThat(delete(key, id, Optional.of("\"1\"")).status()).isEqualTo(404);
    assertThat(put(id, Optional.of("\"1\""), SHOP).status()).isEqualTo(404);
  }

  @Test
  void ofChangesAtOnceOneIsMadeAndTheOthersAreToldOfIt() {
    String id = saved();

    List<CompletableFuture<HttpResponse>> writers =
        IntStream.range(0, 6)
            .mapToObj(
                writer ->
                    CompletableFuture.supplyAsync(
                        () -> put(id, Optional.of("\"1\""), SHOP.replace("Shop", "By " + writer)),
                        command -> Thread.ofVirtual().start(command)))
            .toList();

    List<Integer> statuses = writers.stream().map(each -> each.join().status()).sorted().toList();
    assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412);
    assertThat(found(id).version()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1", "W/\"1\"", "*", "\"\"", "\"0\"", "\"-1\"", "\"1\"x", "\"99999999999\""})
  void whatIsNoVersionsTagIsRefused(String tag) {
    HttpResponse refused = put(saved(), Optional.of(tag), SHOP);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("invalid_parameter");
    assertThat(json(refused).path("pointer").asString()).isEqualTo("If-Match");
  }

  @Test
  void anotherCustomerNeitherChangesNorDeletesIt() {
    String id = saved();
    String attacker = customer + "-2:manage";

    assertThat(ask("PUT /v2/dashboards/{id}", attacker, id, Optional.of("\"1\""), SHOP).status())
        .isEqualTo(404);
    assertThat(delete(attacker, id, Optional.of("\"1\"")).status()).isEqualTo(404);

    assertThat(found(id).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "query, 403, insufficient_scope",
    "ingest, 403, insufficient_scope",
  })
  void onlyAKeyToManageChangesDashboards(String scope, int status, String code) {
    String id = saved();
    String other = customer + ":" + scope;

    for (HttpResponse refused :
        List.of(
            ask("POST /v2/dashboards", other, "", Optional.empty(), SHOP),
            ask("PUT /v2/dashboards/{id}", other, id, Optional.of("\"1\""), SHOP),
            delete(other, id, Optional.of("\"1\"")))) {
      assertThat(refused.status()).isEqualTo(status);
      assertThat(code(refused)).isEqualTo(code);
    }
    assertThat(found(id).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                   | 400 | malformed_json    |
          []                                  | 400 | invalid_dashboard |
          {"name": "a"}                       | 400 | invalid_dashboard | /widgets
          {"name": "", "widgets": []}         | 400 | invalid_dashboard | /name
          {"name": "a", "widgets": [], "id":1}| 400 | invalid_dashboard | /id
          {"name": "a", "widgets": [], "customer_id":"victim"} | 400 | invalid_dashboard | /customer_id
          """)
  void aBodyThatIsNoDashboardIsRefusedByItsPlace(
      String body, int status, String code, String pointer) {
    HttpResponse refused = post(body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(code(refused)).isEqualTo(code);
    assertThat(json(refused).path("pointer").asString(""))
        .isEqualTo(pointer == null ? "" : pointer);
  }

  @Test
  void aBodyBeyondTheLimitAndAnIdThatIsNoneAreRefused() {
    assertThat(code(post(SHOP + " ".repeat(100 * 1024)))).isEqualTo("body_too_large");
    assertThat(code(put("1", Optional.of("\"1\""), SHOP))).isEqualTo("invalid_parameter");
    assertThat(code(delete(key, "../x", Optional.of("\"1\"")))).isEqualTo("invalid_parameter");
  }

  @Test
  void whatFailsUnexpectedlyIsAnsweredWithoutItsReason() {
    HttpResponse failed =
        endpoint(
                given -> {
                  throw new IllegalStateException("secret");
                })
            .handle(request("POST /v2/dashboards", key, "", Optional.empty(), SHOP));

    assertThat(failed.status()).isEqualTo(500);
    assertThat(new String(failed.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  private DashboardsEndpoint endpoint(ApiKeyDirectory keys) {
    return new DashboardsEndpoint(
        keys, new DashboardWrites(dynamo, "dashboards", () -> NOW, UUID::randomUUID));
  }

  private String saved() {
    return json(post(SHOP)).path("id").asString();
  }

  private SavedDashboard found(String id) {
    return table.find(new CustomerId(customer), UUID.fromString(id)).orElseThrow();
  }

  private HttpResponse post(String body) {
    return ask("POST /v2/dashboards", key, "", Optional.empty(), body);
  }

  private HttpResponse put(String id, Optional<String> tag, String body) {
    return ask("PUT /v2/dashboards/{id}", key, id, tag, body);
  }

  private HttpResponse delete(String as, String id, Optional<String> tag) {
    return ask("DELETE /v2/dashboards/{id}", as, id, tag, "");
  }

  private HttpResponse ask(String route, String as, String id, Optional<String> tag, String body) {
    return endpoint.handle(request(route, as, id, tag, body));
  }

  private static HttpRequest request(
      String route, String as, String id, Optional<String> tag, String body) {
    Map<String, String> headers = new HashMap<>(Map.of("x-api-key", as));
    tag.ifPresent(value -> headers.put("if-match", value));
    return new HttpRequest(
        route,
        headers,
        Map.of(),
        Map.of("id", id),
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "request-1",
        0);
  }

  private static Optional<Credential> credential(ApiKey given) {
    String[] parts = given.reveal().split(":", 2);
    return Optional.of(
        new Credential(
            new CustomerId(parts[0]),
            given.hash(),
            Set.of(Scope.of(parts[1])),
            RateLimit.STANDARD));
  }

  private static JsonNode json(HttpResponse response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static String code(HttpResponse response) {
    return json(response).path("code").asString();
  }
}
