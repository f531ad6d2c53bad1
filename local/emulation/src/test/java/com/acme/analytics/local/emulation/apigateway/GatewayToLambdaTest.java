package com.acme.analytics.local.emulation.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.lambda.LambdaConfiguration;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.model.Route;
import com.acme.analytics.local.emulation.testfunction.TestFunction;
import com.acme.analytics.local.emulation.testfunction.TestFunctionAsset;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request through the gateway to a real function from a jar, which echoes its event. */
class GatewayToLambdaTest {
  @TempDir Path directory;

  @Test
  void aRequestReachesAFunctionAndABodyThatLambdaCannotTakeIsRefused() throws Exception {
    try (LambdaService lambda = new LambdaService(configuration(), List.of(function()));
        HttpApiServer gateway =
            new HttpApiServer(api(), 0, lambda::invokeAsync, Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> small = post(client, gateway, "{\"events\":[]}");
      HttpResponse<String> large = post(client, gateway, "x".repeat(7 * 1024 * 1024));

      JsonNode event = JsonMapper.shared().readTree(small.body());
      assertThat(small.statusCode()).isEqualTo(200);
      assertThat(event.path("routeKey").asString()).isEqualTo("POST /v2/events");
      assertThat(event.path("body").asString()).isEqualTo("{\"events\":[]}");
      assertThat(large.statusCode()).isEqualTo(413);
      assertThat(large.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }
  }

  private static HttpResponse<String> post(HttpClient client, HttpApiServer gateway, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v2/events"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpApi api() {
    Route route =
        new Route("POST /v2/events", "echo", Duration.ofMinutes(1), Optional.empty(), List.of());
    return new HttpApi("Api", "a1b2c3d4e5", "eu-west-1", List.of(route), Optional.empty());
  }

  private LambdaFunction function() {
    return new LambdaFunction(
        "Echo",
        "echo",
        "eu-west-1",
        TestFunction.class.getName() + "::handleRequest",
        "java25",
        TestFunctionAsset.jar(directory),
        256,
        Duration.ofSeconds(60),
        OptionalInt.empty(),
        false,
        "Text",
        Map.of());
  }

  private LambdaConfiguration configuration() {
    return LambdaConfiguration.of(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        TestFunctionAsset.runtimeClassPath(),
        directory.resolve("work"),
        directory.resolve("logs"),
        Map.of());
  }
}
