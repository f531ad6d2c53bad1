package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.flink.window.WindowFigures;
import java.util.HashMap;
import java.util.Map;

/** Which rules follow which windows. A window whose customer has no rule costs one look-up. */
final class FollowedSeries {
  private final Map<String, AlertRule> rules = new HashMap<>();
  private final Map<String, Map<Windows, Map<String, Metric>>> followers = new HashMap<>();

  /** Adds a rule, or replaces that of the same key. */
  void put(String key, AlertRule rule) {
    remove(key);
    rules.put(key, rule);
    followers
        .computeIfAbsent(rule.customer().value(), any -> new HashMap<>())
        .computeIfAbsent(Windows.of(rule), any -> new HashMap<>())
        .put(key, rule.metric());
  }

  /** Removes the rule, if there is one of the key. */
  void remove(String key) {
    AlertRule rule = rules.remove(key);
    if (rule == null) {
      return;
    }
    Map<Windows, Map<String, Metric>> ofCustomer = followers.get(rule.customer().value());
    Map<String, Metric> ofWindows = ofCustomer.get(Windows.of(rule));
    ofWindows.remove(key);
    if (ofWindows.isEmpty()) {
      ofCustomer.remove(Windows.of(rule));
    }
    if (ofCustomer.isEmpty()) {
      followers.remove(rule.customer().value());
    }
  }

  /** The metrics that rules follow of the window, by the rules' keys. */
  Map<String, Metric> followersOf(WindowFigures window) {
    Map<Windows, Map<String, Metric>> ofCustomer = followers.get(window.customer());
    return ofCustomer == null
        ? Map.of()
        : ofCustomer.getOrDefault(
            new Windows(window.dimension(), window.value(), window.seconds()), Map.of());
  }

  private record Windows(String dimension, String value, int seconds) {
    static Windows of(AlertRule rule) {
      return new Windows(
          rule.series().dimension(),
          rule.series().value(),
          (int) rule.condition().window().length().toSeconds());
    }
  }
}
