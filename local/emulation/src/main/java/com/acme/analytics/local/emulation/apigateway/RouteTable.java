package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.model.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the route of a request. */
final class RouteTable {
  private final List<RoutePattern> patterns;
  private final Optional<Route> fallback;

  record Match(Route route, Map<String, String> pathParameters) {}

  RouteTable(List<Route> routes) {
    this.patterns =
        routes.stream()
            .filter(route -> !route.key().equals(RoutePattern.DEFAULT_KEY))
            .map(RoutePattern::of)
            .sorted(RoutePattern.bySpecificity())
            .toList();
    this.fallback =
        routes.stream().filter(route -> route.key().equals(RoutePattern.DEFAULT_KEY)).findFirst();
  }

  /**
   * The most specific route.
   *
   * @param path of the request, decoded
   */
  Optional<Match> match(String method, String path) {
    List<String> segments = RoutePattern.segmentsOf(path);
    for (RoutePattern pattern : patterns) {
      Optional<Map<String, String>> parameters = pattern.match(method, segments);
      if (parameters.isPresent()) {
        return Optional.of(new Match(pattern.route(), parameters.get()));
      }
    }
    return fallback.map(route -> new Match(route, Map.of()));
  }
}
