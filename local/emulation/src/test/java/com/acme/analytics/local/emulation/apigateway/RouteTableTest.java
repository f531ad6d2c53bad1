package com.acme.analytics.local.emulation.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.model.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  /** The documentation's example, least specific first. */
  private final RouteTable documented =
      table(
          "$default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "GET /pets/dog/{id}",
          "GET /pets/dog/1");

  @ParameterizedTest
  @CsvSource({
    "GET, /pets/dog/1, GET /pets/dog/1",
    "GET, /pets/dog/2, GET /pets/dog/{id}",
    "GET, /pets/cat/1, GET /pets/{proxy+}",
    "POST, /test/5, ANY /{proxy+}",
    "GET, /, $default"
  })
  void theMostSpecificRouteIsChosen(String method, String path, String key) {
    assertThat(documented.match(method, path).orElseThrow().route().key()).isEqualTo(key);
  }

  @Test
  void pathParametersAreTakenFromThePath() {
    assertThat(documented.match("GET", "/pets/dog/2").orElseThrow().pathParameters())
        .isEqualTo(Map.of("id", "2"));
    assertThat(documented.match("GET", "/pets/cat/1").orElseThrow().pathParameters())
        .isEqualTo(Map.of("proxy", "cat/1"));
  }

  @Test
  void aMethodIsPreferredToAnyAndNoRouteMatchesNothing() {
    RouteTable table = table("ANY /a", "POST /a");

    assertThat(table.match("POST", "/a").orElseThrow().route().key()).isEqualTo("POST /a");
    assertThat(table.match("GET", "/a").orElseThrow().route().key()).isEqualTo("ANY /a");
    assertThat(table.match("GET", "/a/")).isEmpty();
    assertThat(table.match("GET", "/b")).isEmpty();
  }

  private static RouteTable table(String... keys) {
    List<Route> routes =
        Stream.of(keys)
            .map(
                key ->
                    new Route(key, "function", Duration.ofSeconds(30), Optional.empty(), List.of()))
            .toList();
    return new RouteTable(routes);
  }
}
