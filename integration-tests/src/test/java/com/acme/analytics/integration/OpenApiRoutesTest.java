package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AcmeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document and the deployed HTTP API have the same routes. */
class OpenApiRoutesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void eachRouteOfTheHttpApiIsDocumentedAndEachDocumentedOneIsThere() throws IOException {
    assertThat(OpenApiDocument.read().operations())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(routes());
  }

  private static Set<String> routes() throws IOException {
    Set<String> routes = new TreeSet<>();
    for (Path template : templates()) {
      JsonNode resources = JSON.readTree(Files.readString(template)).path("Resources");
      for (JsonNode resource : resources) {
        if (resource.path("Type").asString().equals("AWS::ApiGatewayV2::Route")) {
          routes.add(documented(resource.path("Properties").path("RouteKey").asString()));
        }
      }
    }
    return routes;
  }

  /** OpenAPI has no placeholder for more than one part of a path. */
  private static String documented(String route) {
    return route.replace("+}", "}");
  }

  private static List<Path> templates() throws IOException {
    Path synthesized = AcmeCommand.checkout().resolve("cdk-app/target/cdk.out");
    try (var files = Files.walk(synthesized)) {
      return files.filter(file -> file.toString().endsWith(".template.json")).toList();
    }
  }
}
