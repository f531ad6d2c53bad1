package com.acme.analytics.functions.provisioning;

import java.util.Map;

/**
 * What the function for API keys reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example; part of each key
 * @param table {@code ACME_API_KEYS_TABLE}: the table's name
 */
public record ApiKeysConfig(String environment, String table) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static ApiKeysConfig from(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    ApiKeysConfig config =
        new ApiKeysConfig(
            variables.text("ACME_ENVIRONMENT", "[a-z]+"),
            variables.text("ACME_API_KEYS_TABLE", "[a-zA-Z0-9_.-]{3,255}"));
    variables.refuseOthers();
    return config;
  }
}
