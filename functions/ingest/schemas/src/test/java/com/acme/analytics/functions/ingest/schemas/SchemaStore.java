package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
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

/**
 * One DynamoDB for all tests that ask for a {@link WatchedDynamo}, each with a table of its own.
 */
final class SchemaStore implements ParameterResolver {
  private final AtomicInteger tables = new AtomicInteger();

  /** The engine and its client; closed after the last test. */
  private record Running(EngineFixture<DynamoDbEngine> engine, DynamoDbClient client)
      implements AutoCloseable {
    static Running start() {
      try {
        EngineFixture<DynamoDbEngine> engine = EngineFixture.dynamoDb();
        return new Running(
            engine,
            DynamoDbClient.builder()
                .endpointOverride(engine.engine().url())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB did not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      client.close();
      engine.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WatchedDynamo.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    String table = context.getRequiredTestClass().getSimpleName() + "-" + tables.incrementAndGet();
    createTable(running.client(), table);
    return new WatchedDynamo(running.client(), table);
  }

  private static void createTable(DynamoDbClient client, String table) {
    client.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("customer_id"), text("schema"))
                .keySchema(key("customer_id", KeyType.HASH), key("schema", KeyType.RANGE)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
