package com.acme.analytics.flink.config;

import java.util.Properties;

/**
 * The topics the job reads and writes.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param acceptedTopic where accepted events are read
 * @param historicalTopic where accepted events are read that live tiers do not take
 * @param definitionsTopic where what customers define is read
 * @param alertsTopic where alerts are written
 * @param uniqueTopic where each event is written once, for the warm tier
 * @param liveTopic where what has changed is written each second
 * @param groupId the consumer group whose offsets show how far the job is with the events
 * @param historicalGroupId the same for the historical ones
 */
public record KafkaConfig(
    String bootstrapServers,
    SecurityProtocol securityProtocol,
    String acceptedTopic,
    String historicalTopic,
    String definitionsTopic,
    String alertsTopic,
    String uniqueTopic,
    String liveTopic,
    String groupId,
    String historicalGroupId) {
  /** How the brokers are spoken to. */
  public enum SecurityProtocol {
    /** On one machine only. */
    PLAINTEXT,
    /** TLS, signed in by IAM, as MSK has it. */
    SASL_SSL
  }

  /** How a client signs in to the brokers. */
  public Properties clientProperties() {
    Properties properties = new Properties();
    properties.setProperty("security.protocol", securityProtocol.name());
    if (securityProtocol == SecurityProtocol.SASL_SSL) {
      properties.setProperty("sasl.mechanism", "AWS_MSK_IAM");
      properties.setProperty(
          "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
      properties.setProperty(
          "sasl.client.callback.handler.class",
          "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }
    return properties;
  }
}
