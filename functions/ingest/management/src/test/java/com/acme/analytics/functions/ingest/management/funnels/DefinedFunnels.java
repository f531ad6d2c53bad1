package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.definitions.DefinitionTopic;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.ingest.management.definitions.KafkaDefinitionTopic;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A real Kafka and a real DynamoDB with the topic and the tables that funnels need. */
final class DefinedFunnels implements AutoCloseable {
  private static final TopicPartition PARTITION = new TopicPartition("definitions", 0);

  private final EngineFixture<KafkaEngine> kafka;
  private final EngineFixture<DynamoDbEngine> engine;
  private final Producer<byte[], byte[]> producer;
  final DynamoDbClient dynamo;

  private DefinedFunnels() throws Exception {
    kafka = EngineFixture.kafka();
    engine = EngineFixture.dynamoDb();
    producer = producer(kafka.engine().bootstrapServers());
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    DynamoDbTables tables = new DynamoDbTables(dynamo);
    tables.create("customers", "customer_id");
    tables.create("definitions", "customer_id", "definition");
    try (Admin admin = Admin.create(connection())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(PARTITION.topic(), 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
    }
  }

  static DefinedFunnels start() throws Exception {
    return new DefinedFunnels();
  }

  static Producer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, SecurityProtocol.PLAINTEXT).newProducer();
  }

  /** A customer that has declared a dimension {@code plan} and a measure {@code cart.total}. */
  void create(String customer) {
    new CustomerTable(dynamo, "customers")
        .create(
            new CustomerSettings(
                new CustomerId(customer),
                IpPolicy.TRUNCATE,
                Set.of(),
                DeclaredProperties.of(List.of("plan"), List.of("cart.total")),
                DeclaredSince.NEVER,
                KeyBuckets.STANDARD,
                Salt.of(new byte[Salt.BYTES])));
  }

  DefinitionTopic topic() {
    return new KafkaDefinitionTopic(producer, PARTITION.topic());
  }

  /** The newest value of each key of a customer, none where it is deleted. */
  Map<String, Optional<String>> published(String customer) {
    Map<String, Optional<String>> newest = new TreeMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(connection(), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          newest.put(record.key(), Optional.ofNullable(record.value()));
        }
      }
    }
    newest.keySet().removeIf(key -> !key.startsWith(customer + "/"));
    return newest;
  }

  private Map<String, Object> connection() {
    return Map.of("bootstrap.servers", kafka.engine().bootstrapServers());
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ZERO);
    dynamo.close();
    engine.close();
    kafka.close();
  }
}
