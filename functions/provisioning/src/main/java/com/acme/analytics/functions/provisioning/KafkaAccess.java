package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the brokers are and how clients sign in.
 *
 * @param bootstrapServers {@code ACME_KAFKA_BOOTSTRAP_SERVERS}: host:port, separated by commas
 * @param securityProtocol {@code ACME_KAFKA_SECURITY_PROTOCOL}: {@code SASL_SSL}, which means MSK's
 *     IAM authentication, or {@code PLAINTEXT}
 */
public record KafkaAccess(String bootstrapServers, String securityProtocol) {
  static KafkaAccess from(EnvironmentVariables variables) {
    return new KafkaAccess(
        variables.text(
            "ACME_KAFKA_BOOTSTRAP_SERVERS", Pattern.compile("[^:, ]+:[0-9]+(,[^:, ]+:[0-9]+)*")),
        variables.text("ACME_KAFKA_SECURITY_PROTOCOL", Pattern.compile("SASL_SSL|PLAINTEXT")));
  }

  /** The settings of a client. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("security.protocol", securityProtocol);
    if (securityProtocol.equals("SASL_SSL")) {
      settings.put("sasl.mechanism", "AWS_MSK_IAM");
      settings.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
      settings.put(
          "sasl.client.callback.handler.class",
          "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    }
    return settings;
  }
}
