package com.acme.analytics.functions.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class SettingsEndpointTest {
  private static final CustomerId SHOP = new CustomerId("shop");
  private static final CustomerId OTHER = new CustomerId("other");
  private static final String STANDARD =
      "{\"ip_policy\":\"truncate\",\"pseudonymised\":[],\"key_buckets\":4096,\"dimensions\":[],\"measures\":[]}";
  private static final String CHANGED =
      "{\"ip_policy\":\"drop\",\"pseudonymised\":[\"properties.email\",\"user_id\"],"
          + "\"key_buckets\":512,\"dimensions\":[\"cart.coupon\",\"plan\"],\"measures\":[\"cart.total\"]}";

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamo;

  private final Salt salt = salt(1);
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private CustomerTable customers;
  private SettingsEndpoint endpoint;

  @BeforeAll
  static void startEngine() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    new DynamoDbTables(dynamo).create("customers", "customer_id");
  }

  @AfterAll
  static void stopEngine() throws Exception {
    dynamo.close();
    engine.close();
  }

  @BeforeEach
  void createCustomers() {
    for (CustomerId customer : Set.of(SHOP, OTHER)) {
      dynamo.deleteItem(
          delete ->
              delete
                  .tableName("customers")
                  .key(Map.of("customer_id", AttributeValue.fromS(customer.value()))));
    }
    customers = new CustomerTable(dynamo, "customers");
    customers.create(CustomerSettings.standard(SHOP, salt));
    customers.create(CustomerSettings.standard(OTHER, salt(2)));
    endpoint = new SettingsEndpoint(SettingsEndpointTest::credentialOf, customers, () -> now);
  }

  @Test
  void settingsAreShownWithoutTheSalt() {
    HttpResponse response = get("manage");

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo(STANDARD);
  }

  @Test
  void whatIsPutIsStoredAndShown() {
    assertThat(text(put("manage", CHANGED))).isEqualTo(CHANGED);

    assertThat(text(get("query"))).isEqualTo(CHANGED);
    CustomerSettings stored = customers.find(SHOP).orElseThrow();
    assertThat(stored.ipPolicy()).isEqualTo(IpPolicy.DROP);
    assertThat(stored.pseudonymised()).containsExactlyInAnyOrder("user_id", "properties.email");
    assertThat(stored.salt().reveal()).isEqualTo(salt.reveal());
  }

  @Test
  void whatIsPutIsTheKeysCustomersAlone() {
    put("manage", CHANGED);

    assertThat(customers.find(OTHER).orElseThrow().ipPolicy()).isEqualTo(IpPolicy.TRUNCATE);
  }

  @Test
  void fieldsCanBeTakenOutAgain() {
    put("manage", CHANGED);

    assertThat(text(put("manage", STANDARD))).isEqualTo(STANDARD);
    assertThat(customers.find(SHOP).orElseThrow().pseudonymised()).isEmpty();
  }

  @Test
  void whoDoesNotNameDeclaredPropertiesDeclaresNone() {
    put("manage", CHANGED);
    assertThat(customers.find(SHOP).orElseThrow().declared())
        .isEqualTo(DeclaredProperties.of(Set.of("plan", "cart.coupon"), Set.of("cart.total")));

    put("manage", "{\"ip_policy\":\"truncate\",\"pseudonymised\":[],\"key_buckets\":4096}");

    assertThat(text(get("manage"))).isEqualTo(STANDARD);
    assertThat(customers.find(SHOP).orElseThrow().declared()).isEqualTo(DeclaredProperties.NONE);
  }

  @Test
  void whatIsNewlyDeclaredHasATimeAndWhatIsLeftInKeepsItsOwn() {
    put("manage", declaring("[\"plan\"]", "[]"));
    now = now.plusSeconds(3_600);
    put("manage", declaring("[\"plan\",\"cart.coupon\"]", "[\"plan\"]"));

    Instant first = Instant.parse("2026-11-20T12:02:00Z");
    DeclaredSince since =
        new DeclaredSince(
            Map.of("plan", first, "cart.coupon", first.plusSeconds(3_600)),
            Map.of("plan", first.plusSeconds(3_600)));
    assertThat(customers.declaredSince(SHOP)).isEqualTo(since);
    assertThat(customers.find(SHOP).orElseThrow().since()).isEqualTo(since);
    assertThat(customers.declaredSince(OTHER)).isEqualTo(DeclaredSince.NEVER);
  }

  @Test
  void whatWasTakenOutIsNewWhenItIsDeclaredAgain() {
    put("manage", declaring("[\"plan\"]", "[]"));
    put("manage", STANDARD);
    assertThat(customers.declaredSince(SHOP)).isEqualTo(DeclaredSince.NEVER);
    now = now.plusSeconds(60);
    put("manage", declaring("[\"plan\"]", "[]"));

    assertThat(customers.declaredSince(SHOP).dimensions())
        .isEqualTo(Map.of("plan", Instant.parse("2026-11-20T12:03:00Z")));
  }

  @Test
  void aChangeBasedOnDeclarationsOfBeforeIsNotStored() {
    put("manage", declaring("[\"plan\"]", "[]"));
    CustomerSettings before = customers.find(SHOP).orElseThrow();
    put("manage", declaring("[]", "[]"));

    assertThat(customers.replace(before, before)).isFalse();
    assertThat(customers.declaredSince(SHOP)).isEqualTo(DeclaredSince.NEVER);
  }

  private static String declaring(String dimensions, String measures) {
    return ("{\"ip_policy\":\"truncate\",\"pseudonymised\":[],\"key_buckets\":4096,"
            + "\"dimensions\":%s,\"measures\":%s}")
        .formatted(dimensions, measures);
  }

  @Test
  void anotherNumberOfBucketsIsAnotherVersionOfThem() {
    put("manage", CHANGED);
    assertThat(buckets()).isEqualTo(new KeyBuckets(2, 512));
    put("manage", CHANGED);
    assertThat(buckets()).as("the same again").isEqualTo(new KeyBuckets(2, 512));
    put("manage", STANDARD);
    assertThat(buckets()).isEqualTo(new KeyBuckets(3, 4096));
  }

  @Test
  void aChangeBasedOnBucketsOfBeforeIsNotStored() {
    CustomerSettings before = customers.find(SHOP).orElseThrow();
    put("manage", CHANGED);

    assertThat(customers.replace(before, before)).isFalse();
    assertThat(buckets()).isEqualTo(new KeyBuckets(2, 512));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ingest, 403, insufficient_scope, manage or query",
    "PUT, ingest, 403, insufficient_scope, a key of scope manage",
    "PUT, query, 403, insufficient_scope, a key of scope manage",
    "GET, unknown, 401, unknown_api_key, X-Api-Key",
    "PUT, '', 401, missing_api_key, X-Api-Key",
    "DELETE, manage, 404, not_found, DELETE /v2/settings"
  })
  void onlyTheRightKeyMayDoTheRightThing(
      String method, String key, int status, String code, String detail) {
    HttpResponse response = handle(method, key, CHANGED);

    assertThat(response.status()).isEqualTo(status);
    assertThat(text(response)).contains("\"code\":\"" + code + '"').contains(detail);
    assertThat(text(get("manage"))).isEqualTo(STANDARD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"pseudonymised\":[],\"key_buckets\":1}|/ip_policy|ip_policy: missing",
        "{\"ip_policy\":\"keep\",\"key_buckets\":1}|/pseudonymised|pseudonymised: missing",
        "{\"ip_policy\":\"keep\",\"pseudonymised\":[]}|/key_buckets|key_buckets: missing",
        "{\"ip_policy\":\"KEEP\"}|/ip_policy|expected: truncate, keep or drop",
        "{\"ip_policy\":null}|/ip_policy|expected: truncate, keep or drop",
        "{\"ip_policy\":{}}|/ip_policy|expected: truncate, keep or drop",
        "{\"pseudonymised\":\"user_id\"}|/pseudonymised|expected: an array, each user_id",
        "{\"pseudonymised\":[\"user_id\",\"userId\"]}|/pseudonymised/1|expected: user_id, anonymous_id or properties.",
        "{\"pseudonymised\":[\"properties.\"]}|/pseudonymised/0|expected: user_id, anonymous_id or properties.",
        "{\"pseudonymised\":[\"user_id\",\"user_id\"]}|/pseudonymised/1|expected: each once",
        "{\"pseudonymised\":[[]]}|/pseudonymised/0|an object or array",
        "{\"key_buckets\":0}|/key_buckets|key_buckets: 0 (expected: an integer of 1 to 65536)",
        "{\"key_buckets\":65537}|/key_buckets|key_buckets: 65537",
        "{\"key_buckets\":12345678901234567890}|/key_buckets|key_buckets: 12345678901234567890",
        "{\"key_buckets\":1.0}|/key_buckets|key_buckets: 1.0",
        "{\"key_buckets\":\"256\"}|/key_buckets|expected: an integer",
        "{\"dimensions\":\"plan\"}|/dimensions|expected: an array, each a property's path",
        "{\"dimensions\":null}|/dimensions|dimensions: null (expected: an array",
        "{\"dimensions\":[\"plan\",\"country\"]}|/dimensions/1|dimensions: \\\"country\\\" (expected: a property's path",
        "{\"dimensions\":[\"total\"]}|/dimensions/0|no fixed dimension's name and not total",
        "{\"dimensions\":[\"a..b\"]}|/dimensions/0|expected: a property's path",
        "{\"dimensions\":[\"properties.plan\"]}|/dimensions/0|without",
        "{\"dimensions\":[\"plan\",\"plan\"]}|/dimensions/1|expected: each once",
        "{\"dimensions\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"x\"]}|/dimensions/10|expected: at most 10)",
        "{\"measures\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"x\"]}|/measures/5|expected: at most 5)",
        "{\"measures\":[1]}|/measures/0|measures: 1 (expected: a property's path",
        "{\"measures\":[\"\"]}|/measures/0|expected: a property's path",
        "{\"salt\":\"AAAA\"}|/salt|unknown (expected: only",
        "[]|-|the body: no object",
        "null|-|the body: no object",
        "{\"ip_policy\":\"keep\"} {}|-|the body: more than an object"
      })
  void whatIsNotASettingIsRefusedByName(String body, String pointer, String detail) {
    HttpResponse response = put("manage", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(response)).contains("\"code\":\"invalid_settings\"", detail);
    if (pointer != null) {
      assertThat(text(response)).contains("\"pointer\":\"" + pointer + '"');
    }
    assertThat(text(get("manage"))).isEqualTo(STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"ip_policy\":\"keep\",\"ip_policy\":\"drop\"}", "{\"a\":\ud800"})
  void whatIsNoJsonIsRefused(String body) {
    HttpResponse response = put("manage", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(response)).containsAnyOf("malformed_json", "invalid_settings");
  }

  @Test
  void moreFieldsThanFiftyAreRefused() {
    String fields =
        IntStream.range(0, 51)
            .mapToObj(i -> "\"properties.p" + i + '"')
            .collect(Collectors.joining(","));

    assertThat(text(put("manage", "{\"pseudonymised\":[" + fields + "]}")))
        .contains("expected: at most 50)");
  }

  @Test
  void settingsThatCanNotBeReachedAreUnavailable() {
    SettingsEndpoint unreachable =
        new SettingsEndpoint(
            SettingsEndpointTest::credentialOf,
            new CustomerTable(dynamo, "no-such-table"),
            () -> now);

    HttpResponse response = unreachable.handle(request("GET", "manage", ""));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsKey("retry-after");
    assertThat(text(response)).contains("store_unavailable");
  }

  private KeyBuckets buckets() {
    return customers.find(SHOP).orElseThrow().keyBuckets();
  }

  private HttpResponse get(String key) {
    return handle("GET", key, "");
  }

  private HttpResponse put(String key, String body) {
    return handle("PUT", key, body);
  }

  private HttpResponse handle(String method, String key, String body) {
    return endpoint.handle(request(method, key, body));
  }

  private static HttpRequest request(String method, String key, String body) {
    return new HttpRequest(
        method + " /v2/settings",
        Map.of("x-api-key", key),
        Map.of(),
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "request-1",
        0);
  }

  /** Keys are named after the one scope they have. */
  private static Optional<Credential> credentialOf(ApiKey key) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.value().equals(key.reveal()))
        .findFirst()
        .map(scope -> new Credential(SHOP, key.hash(), Set.of(scope), RateLimit.STANDARD));
  }

  private static Salt salt(int filler) {
    byte[] bytes = new byte[Salt.BYTES];
    Arrays.fill(bytes, (byte) filler);
    return Salt.of(bytes);
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
