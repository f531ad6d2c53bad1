package com.acme.analytics.core.alert;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * What a customer wants to be told of: a condition on the windows of one of its series.
 *
 * @param name for people, 1 to 200 characters
 * @param grace how long after a window's end it is judged, whole seconds, at most 24 hours: what
 *     comes later is not seen
 * @param closeAfter how many windows in order close an alert, 1 to 60
 * @param notifiesOld whether it tells of windows that ended more than an hour before they were
 *     judged
 */
public record AlertRule(
    UUID id,
    CustomerId customer,
    String name,
    Metric metric,
    Series series,
    Condition condition,
    Duration grace,
    int closeAfter,
    boolean notifiesOld) {
  /** A window that ended longer ago than this is old. */
  public static final Duration OLD = Duration.ofHours(1);

  /** Events are in their windows within a few seconds. */
  static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MAX_CLOSE_AFTER = 60;

  public AlertRule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(series, "series");
    if (name.isBlank()
        || name.length() > MAX_NAME_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw InvalidAlertRule.of(
          "/name", name, "1 to " + MAX_NAME_CHARACTERS + " characters, no control character");
    }
    Durations.require("/grace", grace, Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(1));
    if (grace.compareTo(OLD) >= 0 && !notifiesOld) {
      throw InvalidAlertRule.of(
          "/grace", grace, "less than " + OLD + ", or notify_old: windows so old tell nothing");
    }
    if (closeAfter < 1 || closeAfter > MAX_CLOSE_AFTER) {
      throw InvalidAlertRule.of(
          "/close_after", closeAfter, "a whole number, 1 to " + MAX_CLOSE_AFTER);
    }
    if (condition instanceof Condition.Absence && metric instanceof Metric.Average) {
      throw InvalidAlertRule.of(
          "/metric", metric.code(), "count, unique_users or a sum where the condition is absence");
    }
  }

  /**
   * Whether what was learnt of windows under the other rule holds under this one: both follow the
   * same figure in windows of the same length against the same kind of baseline.
   */
  public boolean learnsAs(AlertRule other) {
    return metric.equals(other.metric)
        && series.equals(other.series)
        && condition.window() == other.condition.window()
        && condition.kind().equals(other.condition.kind())
        && isSeasonal() == other.isSeasonal();
  }

  private boolean isSeasonal() {
    return condition instanceof Condition.Anomaly anomaly && anomaly.seasonal();
  }

  /** The rule as JSON, every member with its value. */
  public String toJson() {
    return AlertRuleWriter.write(this);
  }

  /**
   * Reads a rule, strictly.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code malformed_json or
   *     invalid_alert_rule, and a pointer to the member that is missing, unknown or out of range
   */
  public static AlertRule fromJson(String json) {
    return AlertRuleReader.read(json);
  }
}
