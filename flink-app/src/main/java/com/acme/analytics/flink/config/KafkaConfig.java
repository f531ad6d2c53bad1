package com.acme.analytics.flink.config;

/**
 * Where accepted events are read.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param groupId the consumer group whose offsets show how far the job is
 */
public record KafkaConfig(
    String bootstrapServers,
    SecurityProtocol securityProtocol,
    String acceptedTopic,
    String groupId) {
  /** How the brokers are spoken to. */
  public enum SecurityProtocol {
    /** On one machine only. */
    PLAINTEXT,
    /** TLS, signed in by IAM, as MSK has it. */
    SASL_SSL
  }
}
