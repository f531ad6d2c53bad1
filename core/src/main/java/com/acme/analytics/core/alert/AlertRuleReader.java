package com.acme.analytics.core.alert;

import com.acme.analytics.core.alert.Condition.Absence;
import com.acme.analytics.core.alert.Condition.Anomaly;
import com.acme.analytics.core.alert.Condition.Threshold;
import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads a rule out of JSON: a member misspelt must not be one ignored. */
final class AlertRuleReader {
  private static final String DURATION = "a duration such as PT10M";

  private AlertRuleReader() {}

  static AlertRule read(String text) {
    JsonMembers rule = JsonMembers.of(text, InvalidAlertRule.REFUSALS);
    Condition condition = condition(rule.object("condition", "an object with a kind"));
    AlertRule read =
        new AlertRule(
            rule.value("id", "a UUID", UUID::fromString),
            rule.value("customer", "a customer's id", CustomerId::new),
            rule.text("name", "1 to 200 characters"),
            Metric.of(rule.text("metric", "what is followed, such as count")),
            series(rule),
            condition,
            rule.optionalValue("grace", DURATION, Duration::parse).orElse(AlertRule.DEFAULT_GRACE),
            rule.optionalInteger("close_after").orElse(condition.defaultCloseAfter()),
            rule.optionalFlag("notify_old").orElse(false));
    rule.refuseOthers();
    return read;
  }

  private static Series series(JsonMembers rule) {
    Optional<String> dimension = rule.optionalText("dimension");
    Optional<String> value = rule.optionalText("value");
    if (dimension.isEmpty() && value.isEmpty()) {
      return Series.TOTAL;
    }
    return new Series(
        dimension.orElseThrow(() -> InvalidAlertRule.missing("/dimension", "one beside value")),
        value.orElseThrow(() -> InvalidAlertRule.missing("/value", "one beside dimension")));
  }

  private static Condition condition(JsonMembers members) {
    String kinds = "anomaly, threshold or absence";
    String kind = members.text("kind", kinds);
    Condition condition =
        switch (kind) {
          case "anomaly" -> anomaly(members);
          case "threshold" -> threshold(members);
          case "absence" -> new Absence(members.value("for", DURATION, Duration::parse));
          default -> throw InvalidAlertRule.of("/condition/kind", kind, kinds);
        };
    members.refuseOthers();
    return condition;
  }

  private static Anomaly anomaly(JsonMembers members) {
    boolean seasonal = members.optionalFlag("seasonal").orElse(false);
    return new Anomaly(
        members.optionalNumber("sigma").orElse(Anomaly.DEFAULT_SIGMA),
        members
            .optionalValue(
                "direction", "up, down or both", named(Direction.values(), Direction::code))
            .orElse(Direction.BOTH),
        seasonal,
        members
            .optionalValue("length", DURATION, Duration::parse)
            .orElse(Anomaly.defaultLength(seasonal)),
        members
            .optionalValue("warm_up", DURATION, Duration::parse)
            .orElse(Anomaly.defaultWarmUp(seasonal)));
  }

  private static Threshold threshold(JsonMembers members) {
    return new Threshold(
        members.value("operator", "lt, le, gt or ge", named(Operator.values(), Operator::code)),
        members
            .optionalNumber("value")
            .orElseThrow(() -> InvalidAlertRule.missing("/condition/value", "a number")),
        members
            .optionalValue("over", "1m, 5m or 1h", named(Granularity.values(), Granularity::code))
            .orElse(Granularity.MINUTE));
  }

  private static <T> Function<String, T> named(T[] values, Function<T, String> code) {
    List<T> all = Arrays.asList(values);
    return text ->
        all.stream()
            .filter(value -> code.apply(value).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such name: " + text));
  }
}
