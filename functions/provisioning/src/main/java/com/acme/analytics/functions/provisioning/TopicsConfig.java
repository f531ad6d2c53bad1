package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function for topics reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param bootstrapServers {@code ACME_KAFKA_BOOTSTRAP_SERVERS}: host:port, separated by commas
 * @param securityProtocol {@code ACME_KAFKA_SECURITY_PROTOCOL}: {@code SASL_SSL}, which means MSK's
 *     IAM authentication, or {@code PLAINTEXT}
 */
public record TopicsConfig(String environment, String bootstrapServers, String securityProtocol) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static TopicsConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    TopicsConfig config =
        new TopicsConfig(
            variables.text("ACME_ENVIRONMENT", Pattern.compile("[a-z]+")),
            variables.text(
                "ACME_KAFKA_BOOTSTRAP_SERVERS",
                Pattern.compile("[^:, ]+:[0-9]+(,[^:, ]+:[0-9]+)*")),
            variables.text("ACME_KAFKA_SECURITY_PROTOCOL", Pattern.compile("SASL_SSL|PLAINTEXT")));
    variables.refuseOthers();
    return config;
  }

  /** The settings of an admin client. */
  Map<String, Object> adminSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("security.protocol", securityProtocol);
    settings.put("enable.metrics.push", false);
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
