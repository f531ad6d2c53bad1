package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.model.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route's key, taken apart: a method and the segments of a path. */
record RoutePattern(Route route, String method, List<String> segments) {
  static final String DEFAULT_KEY = "$default";

  static RoutePattern of(Route route) {
    String[] key = route.key().split(" ", 2);
    if (key.length != 2 || !key[1].startsWith("/")) {
      throw new IllegalArgumentException(
          "route key: %s (expected: a method and a path, or $default)".formatted(route.key()));
    }
    return new RoutePattern(route, key[0], segmentsOf(key[1]));
  }

  /** A trailing slash is a segment of its own, so /a and /a/ are different paths. */
  static List<String> segmentsOf(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The path parameters, where the request is one of this route's. */
  Optional<Map<String, String>> match(String requestMethod, List<String> path) {
    if (!method.equals("ANY") && !method.equals(requestMethod)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (isGreedy(segment)) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(segment.substring(1, segment.length() - 2), rest);
        return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
      }
      if (isVariable(segment)) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return segments.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  /**
   * The most specific first: a full match before a greedy one, a fixed segment before a variable,
   * and a method before {@code ANY}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation">Routing
   *     API requests</a>
   */
  static Comparator<RoutePattern> bySpecificity() {
    return Comparator.comparing(RoutePattern::ranks, RoutePattern::compareRanks)
        .thenComparing(pattern -> pattern.method().equals("ANY"));
  }

  private List<Integer> ranks() {
    List<Integer> ranks = new ArrayList<>();
    ranks.add(isGreedy(segments.getLast()) ? 1 : 0);
    for (String segment : segments) {
      ranks.add(isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0);
    }
    return ranks;
  }

  private static int compareRanks(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }
}
