package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function for topics reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param kafka whose topics they are
 */
public record TopicsConfig(String environment, KafkaAccess kafka) {
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
            KafkaAccess.from(variables));
    variables.refuseOthers();
    return config;
  }

  /** The settings of an admin client. */
  Map<String, Object> adminSettings() {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put("enable.metrics.push", false);
    return settings;
  }
}
