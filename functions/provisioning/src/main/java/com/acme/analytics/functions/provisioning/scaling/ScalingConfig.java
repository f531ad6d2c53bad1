package com.acme.analytics.functions.provisioning.scaling;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function for scaling reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param application {@code ACME_STREAMING_APPLICATION}: the Managed Flink application's name,
 *     which is the id of the resource too
 */
public record ScalingConfig(String environment, String application) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static ScalingConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    ScalingConfig config =
        new ScalingConfig(
            variables.text("ACME_ENVIRONMENT", Pattern.compile("[a-z]+")),
            variables.text("ACME_STREAMING_APPLICATION", Pattern.compile("[a-zA-Z0-9_.-]{1,128}")));
    variables.refuseOthers();
    return config;
  }
}
