package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CreateApiKeyHandlerTest {
  private static final String TABLE = "api-keys";
  private static final String CUSTOMERS = "customers";

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamoDb;

  private final CreateApiKeyHandler handler =
      new CreateApiKeyHandler(
          new ApiKeysConfig("test", TABLE, CUSTOMERS), dynamoDb, () -> Instant.EPOCH);

  @BeforeAll
  static void createTables() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    DynamoDbTables tables = new DynamoDbTables(dynamoDb);
    tables.create(TABLE, "key_hash");
    tables.create(CUSTOMERS, "customer_id");
  }

  @AfterAll
  static void stopEngine() throws Exception {
    dynamoDb.close();
    engine.close();
  }

  @Test
  void eachKeyIsNewAndItsCustomersAndOnlyItsHashIsStored() {
    String first = create("shop").get("api_key").asString();
    String second = create("shop").get("api_key").asString();

    assertThat(first).startsWith("acme_test_").isNotEqualTo(second);
    ApiKeyTable table = new ApiKeyTable(dynamoDb, TABLE);
    for (String key : List.of(first, second)) {
      assertThat(table.find(ApiKey.of(key).hash()))
          .contains(
              new Credential(
                  new CustomerId("shop"),
                  ApiKey.of(key).hash(),
                  Set.of(Scope.values()),
                  RateLimit.STANDARD));
    }
    assertThat(dynamoDb.scan(scan -> scan.tableName(TABLE)).items().toString())
        .contains(ApiKey.of(first).hash())
        .doesNotContain(first);
  }

  @Test
  void aKeyMayBeGivenFewerScopesAndAnotherLimit() {
    JsonNode answer =
        handle(
            "{\"customer_id\":\"shop\",\"scopes\":[\"ingest\"],\"events_per_second\":50,\"burst\":400}");

    Credential credential =
        new ApiKeyTable(dynamoDb, TABLE)
            .find(ApiKey.of(answer.get("api_key").asString()).hash())
            .orElseThrow();
    assertThat(credential.scopes()).containsExactly(Scope.INGEST);
    assertThat(credential.rateLimit()).isEqualTo(new RateLimit(50, 400));
  }

  @Test
  void aCustomersSecondKeyLeavesItsSettingsAndSaltAlone() {
    CustomerTable customers = new CustomerTable(dynamoDb, CUSTOMERS);
    create("twice");
    CustomerSettings first = customers.find(new CustomerId("twice")).orElseThrow();
    create("twice");
    CustomerSettings second = customers.find(new CustomerId("twice")).orElseThrow();

    assertThat(second.salt().reveal()).isEqualTo(first.salt().reveal());
    assertThat(first.ipPolicy()).isEqualTo(IpPolicy.TRUNCATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"customer_id\":\"shop\",\"scopes\":[]}",
        "{\"customer_id\":\"shop\",\"scopes\":[\"root\"]}",
        "{\"customer_id\":\"shop\",\"events_per_second\":0}",
        "{\"customer_id\":\"shop\",\"events_per_second\":\"many\"}"
      })
  void aRequestForWhatAKeyCannotHaveIsRefused(String request) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> handle(request))
        .withMessageContaining("(expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"customer_id\":7}", "{\"customer_id\":\"Not Valid\"}"})
  void aRequestWithoutAValidCustomerIsRefusedWithWhatWasExpected(String request) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> handle(request))
        .withMessageContaining("expected: 1 to 64 of a-z, 0-9 and -");
  }

  private JsonNode create(String customer) {
    return handle("{\"customer_id\":\"" + customer + "\"}");
  }

  private JsonNode handle(String request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), out, null);
    return JsonMapper.shared().readTree(out.toByteArray());
  }
}
