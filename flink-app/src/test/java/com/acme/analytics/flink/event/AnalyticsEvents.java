package com.acme.analytics.flink.event;

import java.util.Map;

/** Opened events for tests. */
public final class AnalyticsEvents {
  private AnalyticsEvents() {}

  /** A page view; the user's hash is the hash of its name. */
  public static AnalyticsEvent view(
      String customer, String user, long id, long timestampMillis, String path) {
    return event(customer, user, id, timestampMillis, path, Map.of());
  }

  /** An event with measures. */
  public static AnalyticsEvent event(
      String customer,
      String user,
      long id,
      long timestampMillis,
      String path,
      Map<String, Double> measures) {
    return new AnalyticsEvent(
        customer,
        customer + "/" + (user.isEmpty() ? id : user),
        user,
        user.isEmpty() ? 0 : Math.max(1, user.hashCode() & 0xFFFFFFFFL),
        7,
        id,
        timestampMillis,
        "page_view",
        path,
        "DE",
        "",
        "",
        "desktop",
        "Linux",
        "Firefox",
        false,
        "",
        "source" + id,
        "",
        "",
        "",
        "",
        Map.of(),
        measures);
  }
}
