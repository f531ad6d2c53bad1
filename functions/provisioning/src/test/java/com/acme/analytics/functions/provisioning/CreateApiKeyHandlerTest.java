package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CreateApiKeyHandlerTest {
  private static final String TABLE = "api-keys";

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamoDb;

  private final CreateApiKeyHandler handler =
      new CreateApiKeyHandler(new ApiKeysConfig("test", TABLE), dynamoDb, () -> Instant.EPOCH);

  @BeforeAll
  static void createTable() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    AttributeDefinition hash =
        AttributeDefinition.builder()
            .attributeName("key_hash")
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("key_hash").keyType(KeyType.HASH).build();
    dynamoDb.createTable(
        create ->
            create
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(hash)
                .keySchema(key));
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
    assertThat(table.customerOf(ApiKey.of(first).hash())).contains(new CustomerId("shop"));
    assertThat(table.customerOf(ApiKey.of(second).hash())).contains(new CustomerId("shop"));
    assertThat(dynamoDb.scan(scan -> scan.tableName(TABLE)).items().toString())
        .contains(ApiKey.of(first).hash())
        .doesNotContain(first);
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
