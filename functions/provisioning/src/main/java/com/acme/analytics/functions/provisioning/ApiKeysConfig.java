package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function for API keys reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example; part of each key
 * @param table {@code ACME_API_KEYS_TABLE}: the table's name
 * @param customersTable {@code ACME_CUSTOMERS_TABLE}: the name of the table of customers
 */
public record ApiKeysConfig(String environment, String table, String customersTable) {
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static ApiKeysConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    ApiKeysConfig config =
        new ApiKeysConfig(
            variables.text("ACME_ENVIRONMENT", Pattern.compile("[a-z]+")),
            variables.text("ACME_API_KEYS_TABLE", TABLE),
            variables.text("ACME_CUSTOMERS_TABLE", TABLE));
    variables.refuseOthers();
    return config;
  }
}
