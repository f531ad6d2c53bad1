package com.acme.analytics.local.emulation.assembly;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the run-time values are on this machine. */
public final class Substitutions {
  private static final Map<String, RuntimeValue> VARIABLES =
      Map.of(
          "ACME_DRUID_URL", RuntimeValue.DRUID_URL,
          "ACME_KAFKA_BOOTSTRAP_SERVERS", RuntimeValue.KAFKA_BOOTSTRAP_SERVERS,
          "ACME_KAFKA_SECURITY_PROTOCOL", RuntimeValue.KAFKA_SECURITY_PROTOCOL,
          "ACME_CLICKHOUSE_URL", RuntimeValue.CLICKHOUSE_URL,
          "ACME_CLICKHOUSE_CLUSTER", RuntimeValue.CLICKHOUSE_CLUSTER,
          "ACME_LAKE_URL", RuntimeValue.LAKE_URL,
          "ACME_GATEWAY_ADDRESS", RuntimeValue.GATEWAY_ADDRESS,
          "ACME_GEO_DATABASE", RuntimeValue.GEO_DATABASE);

  private static final Map<String, RuntimeValue> PROPERTIES =
      Map.of(
          "acme.kafka/bootstrap.servers", RuntimeValue.KAFKA_BOOTSTRAP_SERVERS,
          "acme.kafka/security.protocol", RuntimeValue.KAFKA_SECURITY_PROTOCOL,
          "acme.clickhouse/url", RuntimeValue.CLICKHOUSE_URL,
          "acme.lake/catalog.url", RuntimeValue.LAKE_CATALOG_URL,
          "acme.lake/catalog.authentication", RuntimeValue.LAKE_CATALOG_AUTHENTICATION);

  private final Map<RuntimeValue, String> values;

  /**
   * Every run-time value, given whole.
   *
   * @throws IllegalArgumentException where one is missing
   */
  public Substitutions(Map<RuntimeValue, String> values) {
    Set<RuntimeValue> missing = EnumSet.allOf(RuntimeValue.class);
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("substitutions: " + missing + " missing (expected: all)");
    }
    this.values = new EnumMap<>(values);
  }

  String get(RuntimeValue value) {
    return values.get(value);
  }

  /** What takes the place of a process's environment variable, if anything does. */
  Optional<String> ofVariable(String name) {
    return Optional.ofNullable(VARIABLES.get(name)).map(values::get);
  }

  /** What takes the place of a property of a Managed Flink application, if anything does. */
  Optional<String> ofProperty(String group, String key) {
    return Optional.ofNullable(PROPERTIES.get(group + "/" + key)).map(values::get);
  }
}
