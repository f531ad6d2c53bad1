package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
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
    new DynamoDbTables(running.client()).create(table, "customer_id", "schema");
    return new WatchedDynamo(running.client(), table);
  }
}
