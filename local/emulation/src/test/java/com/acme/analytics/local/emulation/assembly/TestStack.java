package com.acme.analytics.local.emulation.assembly;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An environment of one stack, of a template in the test's own text. */
final class TestStack {
  static final Substitutions SUBSTITUTIONS =
      new Substitutions(
          Map.of(
              RuntimeValue.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:18102",
              RuntimeValue.KAFKA_SECURITY_PROTOCOL, "PLAINTEXT",
              RuntimeValue.CLICKHOUSE_URL, "http://127.0.0.1:18104",
              RuntimeValue.CLICKHOUSE_CLUSTER, "none",
              RuntimeValue.LAKE_CATALOG_URL, "http://127.0.0.1:18113",
              RuntimeValue.LAKE_CATALOG_AUTHENTICATION, "NONE",
              RuntimeValue.GATEWAY_ADDRESS, "127.0.0.1:18112",
              RuntimeValue.GEO_DATABASE, "/checkout/geo",
              RuntimeValue.API_URL, "http://127.0.0.1:18100",
              RuntimeValue.SITE_URL, "http://127.0.0.1:18101"));

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
