package com.acme.analytics.local.emulation.assembly;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An environment of one stack, of a template in the test's own text. */
final class TestStack {
  static final Substitutions SUBSTITUTIONS =
      new Substitutions(
          Map.ofEntries(
              Map.entry(RuntimeValue.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:18102"),
              Map.entry(RuntimeValue.KAFKA_SECURITY_PROTOCOL, "PLAINTEXT"),
              Map.entry(RuntimeValue.CLICKHOUSE_URL, "http://127.0.0.1:18104"),
              Map.entry(RuntimeValue.CLICKHOUSE_CLUSTER, "none"),
              Map.entry(RuntimeValue.DRUID_URL, "http://127.0.0.1:18118"),
              Map.entry(RuntimeValue.LAKE_URL, "jdbc:trino://127.0.0.1:18117/awsdatacatalog/lake"),
              Map.entry(RuntimeValue.LAKE_CATALOG_URL, "http://127.0.0.1:18113"),
              Map.entry(RuntimeValue.LAKE_CATALOG_AUTHENTICATION, "NONE"),
              Map.entry(RuntimeValue.GATEWAY_ADDRESS, "127.0.0.1:18112"),
              Map.entry(RuntimeValue.GEO_DATABASE, "/checkout/geo"),
              Map.entry(RuntimeValue.API_URL, "http://127.0.0.1:18100"),
              Map.entry(RuntimeValue.SITE_URL, "http://127.0.0.1:18101")));

  private TestStack() {}

  /**
   * The environment.
   *
   * @param resources of the template, with apostrophes for quotes
   */
  static LocalEnvironment environment(String resources, Map<String, Path> images) {
    Stack stack =
        new Stack(
            "acme-dev-test",
            "eu-west-1",
            JsonMapper.shared()
                .readTree("{'Resources':{%s}}".formatted(resources).replace('\'', '"')),
            Map.of("code.jar", Path.of("code.jar")),
            images);
    return new LocalEnvironment(new CloudAssembly("dev", List.of(stack)), SUBSTITUTIONS);
  }
}
