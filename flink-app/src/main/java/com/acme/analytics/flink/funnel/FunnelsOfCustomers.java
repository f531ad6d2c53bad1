package com.acme.analytics.flink.funnel;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.flink.definition.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All funnels, to be found by customer. */
final class FunnelsOfCustomers {
  private static final String KIND = "funnel";

  private final Map<String, List<FunnelMatcher>> matchers = new HashMap<>();

  static boolean isFunnel(Definition definition) {
    return definition.kind().equals(KIND);
  }

  /** The funnels of the customer. */
  List<FunnelMatcher> of(String customer) {
    return matchers.getOrDefault(customer, List.of());
  }

  /**
   * Adds the funnel, or replaces the one of its id.
   *
   * @param definition not a deleted one
   * @throws UnreadableFunnelException when it is no funnel, or one of another customer or id than
   *     its key says: the key alone decides whose events it sees
   */
  void put(Definition definition) {
    Funnel funnel;
    try {
      funnel = Funnel.fromJson(definition.json());
    } catch (ProblemException e) {
      throw new UnreadableFunnelException(definition.key() + ": " + e.getMessage(), e);
    }
    if (!funnel.customer().value().equals(definition.customer())
        || !funnel.id().toString().equals(definition.id())) {
      throw new UnreadableFunnelException(
          "%s: the funnel is %s of %s (expected: the key's own)"
              .formatted(definition.key(), funnel.id(), funnel.customer()),
          null);
    }
    remove(definition);
    matchers
        .computeIfAbsent(definition.customer(), any -> new ArrayList<>())
        .add(new FunnelMatcher(funnel));
  }

  void remove(Definition definition) {
    List<FunnelMatcher> own = matchers.get(definition.customer());
    if (own != null) {
      own.removeIf(matcher -> matcher.funnel().id().toString().equals(definition.id()));
    }
  }
}
