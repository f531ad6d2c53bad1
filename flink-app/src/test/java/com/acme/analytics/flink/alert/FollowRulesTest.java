package com.acme.analytics.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.core.alert.Condition.Threshold;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.core.alert.Series;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.window.MeasureFigures;
import com.acme.analytics.flink.window.WindowFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FollowRulesTest {
  private static final UUID ID = new UUID(7, 1);

  @Test
  void aRuleGetsItsMetricOfItsOwnSeriesOnly() throws Exception {
    try (var operator = open()) {
      define(operator, rule("shop", new Metric.Average("ms"), new Series("path", "/pay")));
      operator.processElement1(window("shop", "path", "/pay", 60), 0);
      operator.processElement1(window("shop", "path", "/", 60), 0);
      operator.processElement1(window("shop", "total", "", 60), 0);
      operator.processElement1(window("shop", "path", "/pay", 300), 0);

      assertThat(operator.extractOutputValues())
          .containsExactly(new Observation("shop/alert-rule/" + ID, 0, 7, 2.5, true));
    }
  }

  @Test
  void aCustomersRuleNeverSeesAnotherCustomersSeries() throws Exception {
    try (var operator = open()) {
      AlertRule rule = rule("shop", new Metric.Count(), Series.TOTAL);
      define(operator, rule);
      operator.processElement2(
          new Definition("other", "alert-rule", ID.toString(), rule.toJson()), 0);
      operator.processElement1(window("other", "total", "", 60), 0);

      assertThat(operator.extractOutputValues()).isEmpty();

      operator.processElement1(window("shop", "total", "", 60), 0);
      assertThat(operator.extractOutputValues())
          .extracting(Observation::rule)
          .containsExactly("shop/alert-rule/" + ID);
    }
  }

  @Test
  void rulesChangeAndVanishWhileTheJobRuns() throws Exception {
    try (var operator = open()) {
      define(operator, rule("shop", new Metric.Count(), Series.TOTAL));
      define(operator, rule("shop", new Metric.UniqueUsers(), new Series("event", "buy")));
      operator.processElement1(window("shop", "total", "", 60), 0);
      operator.processElement1(window("shop", "event", "buy", 60), 0);
      operator.processElement2(new Definition("shop", "alert-rule", ID.toString(), null), 0);
      operator.processElement1(window("shop", "event", "buy", 60), 0);

      assertThat(operator.extractOutputValues())
          .extracting(Observation::value)
          .containsExactly(3.0);
    }
  }

  @Test
  void rulesAreKnownAfterARestartAndOtherDefinitionsLeftAlone() throws Exception {
    var before = open();
    define(before, rule("shop", new Metric.Sum("ms"), Series.TOTAL));
    before.processElement2(new Definition("shop", "funnel", ID.toString(), "{}"), 0);
    var state = before.snapshot(1, 1);
    before.close();

    try (var after = harness()) {
      after.initializeState(state);
      after.open();
      after.processElement1(window("shop", "total", "", 60), 0);

      assertThat(after.extractOutputValues()).extracting(Observation::value).containsExactly(5.0);
    }
  }

  private static AlertRule rule(String customer, Metric metric, Series series) {
    return new AlertRule(
        ID,
        new CustomerId(customer),
        "a",
        metric,
        series,
        new Threshold(Operator.GT, 1, Granularity.MINUTE),
        Duration.ZERO,
        1,
        false);
  }

  private static void define(
      TwoInputStreamOperatorTestHarness<WindowFigures, Definition, Observation> operator,
      AlertRule rule)
      throws Exception {
    operator.processElement2(
        new Definition(rule.customer().value(), "alert-rule", ID.toString(), rule.toJson()), 0);
  }

  private static WindowFigures window(
      String customer, String dimension, String value, int seconds) {
    return new WindowFigures(
        customer, dimension, value, seconds, 0, 7, 3, Map.of("ms", new MeasureFigures(2, 5)));
  }

  private static TwoInputStreamOperatorTestHarness<WindowFigures, Definition, Observation> open()
      throws Exception {
    var harness = harness();
    harness.open();
    return harness;
  }

  private static TwoInputStreamOperatorTestHarness<WindowFigures, Definition, Observation> harness()
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithNonKeyedOperator<>(new FollowRules(), List.of(FollowRules.RULES)));
  }
}
