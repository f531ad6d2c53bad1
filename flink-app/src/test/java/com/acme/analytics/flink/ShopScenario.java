package com.acme.analytics.flink;

import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.core.alert.Condition;
import com.acme.analytics.core.alert.Direction;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.core.alert.Series;
import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.definition.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one customer defined and sent before each stored savepoint; never changed, only added to.
 */
final class ShopScenario {
  /** When the job began that the savepoint is of, by its clock. */
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  /** The minute of {@link #FIRST}, seconds since 1970. */
  static final long FIRST_MINUTE = START.plusSeconds(60).getEpochSecond();

  static final AcceptedEvent FIRST = event(1, "ann", "page_view", Duration.ofMinutes(1));
  static final AcceptedEvent SECOND = event(2, "ann", "page_view", Duration.ofMinutes(2));

  /** In a window that the rules have not judged by the time of the savepoint. */
  static final AcceptedEvent AHEAD = event(3, "carl", "page_view", Duration.ofMinutes(40));

  /** So late that its windows and session may have been forgotten. */
  static final AcceptedEvent LATE = event(4, "dora", "page_view", Duration.ofHours(-30));

  static final AcceptedEvent HISTORICAL = event(5, "eve", "page_view", Duration.ofDays(-20));

  /** The window of each has a state of its own. */
  static final List<Funnel> FUNNELS =
      List.of(
          funnel(11, Duration.ofHours(1)),
          funnel(12, Duration.ofDays(1)),
          funnel(13, Duration.ofDays(7)),
          funnel(14, Duration.ofDays(30)));

  /** Nobody ever visits what it is about, so it opens an alert after two minutes. */
  static final AlertRule SILENCE =
      rule(
          21,
          new Metric.Count(),
          new Series("path", "/nowhere"),
          new Condition.Absence(Duration.ofMinutes(2)));

  /** Learns. */
  static final AlertRule UNUSUAL =
      rule(
          22,
          new Metric.Sum("amount"),
          Series.TOTAL,
          new Condition.Anomaly(
              3, Direction.BOTH, false, Duration.ofHours(3), Duration.ofHours(1)));

  private ShopScenario() {}

  /** An event of the shop; the time is since the start. */
  static AcceptedEvent event(int id, String user, String name, Duration time) {
    Instant at = START.plus(time);
    return Events.accepted(
        Event.newBuilder()
            .setCustomerId("shop")
            .setEventId(id(id))
            .setEvent(name)
            .setTimestamp(at)
            .setReceivedAt(at)
            .setUserId(user)
            .setUserHash((long) user.hashCode() << 24)
            .setPagePath("/")
            .setDimensions(Map.of("plan", "pro"))
            .setMeasures(Map.of("amount", 2.5))
            .build());
  }

  static UUID id(int id) {
    return new UUID(7, id);
  }

  static Definition defined(Funnel funnel) {
    return new Definition("shop", "funnel", funnel.id().toString(), funnel.toJson());
  }

  static Definition defined(AlertRule rule) {
    return new Definition("shop", "alert-rule", rule.id().toString(), rule.toJson());
  }

  static Definition deleted(AlertRule rule) {
    return new Definition("shop", "alert-rule", rule.id().toString(), null);
  }

  private static Funnel funnel(int id, Duration window) {
    return new Funnel(
        id(id),
        new CustomerId("shop"),
        "Sales",
        List.of(new FunnelStep("page_view", List.of()), new FunnelStep("purchase", List.of())),
        window,
        Optional.empty(),
        START.minus(Duration.ofDays(1)));
  }

  private static AlertRule rule(int id, Metric metric, Series series, Condition condition) {
    return new AlertRule(
        id(id),
        new CustomerId("shop"),
        "Visits",
        metric,
        series,
        condition,
        Duration.ofSeconds(30),
        condition.defaultCloseAfter(),
        false);
  }
}
