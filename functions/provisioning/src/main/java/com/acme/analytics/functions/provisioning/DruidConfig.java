package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function for Druid's ingestion reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param druidUrl {@code ACME_DRUID_URL}: of a router
 * @param kafka that Druid reads
 */
public record DruidConfig(String environment, URI druidUrl, KafkaAccess kafka) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static DruidConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    DruidConfig config =
        new DruidConfig(
            variables.text("ACME_ENVIRONMENT", Pattern.compile("[a-z]+")),
            variables.address("ACME_DRUID_URL"),
            KafkaAccess.from(variables));
    variables.refuseOthers();
    return config;
  }

  Map<String, String> consumerSettings() {
    return kafka.settings();
  }
}
