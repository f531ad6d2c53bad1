package com.acme.analytics.functions.query;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A real DynamoDB with the tables that the function reads, which notes what is asked of it. */
final class TestTables implements AutoCloseable {
  private final EngineFixture<DynamoDbEngine> engine;
  private final DynamoDbClient dynamo;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private TestTables(EngineFixture<DynamoDbEngine> engine) {
    this.engine = engine;
    this.dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                configuration ->
                    configuration.addExecutionInterceptor(
                        new ExecutionInterceptor() {
                          @Override
                          public void beforeExecution(
                              Context.BeforeExecution context, ExecutionAttributes attributes) {
                            requests.add(
                                context
                                    .request()
                                    .getClass()
                                    .getSimpleName()
                                    .replace("Request", ""));
                          }
                        }))
            .build();
  }

  static TestTables start() throws Exception {
    TestTables tables = new TestTables(EngineFixture.dynamoDb());
    DynamoDbTables made = new DynamoDbTables(tables.dynamo);
    made.create("definitions", "customer_id", "definition");
    made.create("dashboards", "customer_id", "dashboard");
    made.create("customers", "customer_id");
    return tables;
  }

  DynamoDbClient dynamo() {
    return dynamo;
  }

  /** What is asked of DynamoDB from now on, by the names of its operations. */
  List<String> watch() {
    requests.clear();
    return requests;
  }

  /** A key is a customer and a scope, such as {@code acme:query}. */
  static Optional<Credential> credential(ApiKey given) {
    String[] parts = given.reveal().split(":", 2);
    return Optional.of(
        new Credential(
            new CustomerId(parts[0]),
            given.hash(),
            Set.of(Scope.of(parts[1])),
            RateLimit.STANDARD));
  }

  @Override
  public void close() throws Exception {
    dynamo.close();
    engine.close();
  }
}
