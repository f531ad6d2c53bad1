package com.acme.analytics.functions.ingest.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How producers of events reach Kafka and what they promise.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param security how connections are protected
 */
public record KafkaSettings(String bootstrapServers, SecurityProtocol security) {
  /** How long one record may wait for the brokers' metadata, or for room in the buffer. */
  static final Duration MOST_BLOCKED = Duration.ofMillis(1_200);

  /** How a connection to Kafka is protected. */
  public enum SecurityProtocol {
    /** TLS, and the process's own AWS credentials through MSK's IAM mechanism. */
    SASL_SSL,
    /** None: for brokers on the same machine. */
    PLAINTEXT
  }

  /** A new producer, with a producer id of its own. */
  public Producer<byte[], byte[]> newProducer() {
    return new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Map<String, Object> properties() {
    Map<String, Object> properties = connection();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // Long enough for a request's events to share their batches, of which each is sent once full.
    // A batch takes its whole size from the buffer: of 128 KiB there are 512, several for each
    // partition of the largest topic.
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    // The client waits for the answer: rather 503 within 2 s, and its retry, than API Gateway's
    // time-out. One lost connection still fits in and is retried on another.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1_800);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKED.toMillis());
    properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
    properties.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000);
    properties.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 1_000);
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** What any client of Kafka needs to connect; a new map. */
  public Map<String, Object> connection() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security.name());
    if (security == SecurityProtocol.SASL_SSL) {
      properties.put("sasl.mechanism", "AWS_MSK_IAM");
      properties.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
      properties.put(
          "sasl.client.callback.handler.class",
          "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }
    return properties;
  }
}
