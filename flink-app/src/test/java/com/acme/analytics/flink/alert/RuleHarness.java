package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.core.alert.Condition;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.core.alert.Series;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.definition.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The judging operator with a clock of its own, which starts at a whole hour. */
final class RuleHarness implements AutoCloseable {
  static final long MINUTE = 60_000;
  static final long START = 1_000 * 168 * 60 * MINUTE;

  private static final UUID ID = new UUID(7, 1);
  private static final String CUSTOMER = "shop";
  private static final Pattern TOLD =
      Pattern.compile(
          "\"state\":\"(\\w+)\",\"reason\":\"(\\w+)\".*\"opened_window\":\"([^\"]+)\","
              + "\"window\":\"([^\"]+)\".*\"value\":([-0-9.E]+),\"expected\":([-0-9.E]+)");

  private final List<String> told = new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<String, Definition, Observation, AlertRecord>
      operator;
  private long now = START;

  RuleHarness() throws Exception {
    operator = harness();
    operator.setProcessingTime(now);
    operator.open();
  }

  static AlertRule rule(Condition condition) {
    return rule(new Metric.Count(), condition, Duration.ofSeconds(30), false);
  }

  static AlertRule rule(Metric metric, Condition condition, Duration grace, boolean notifiesOld) {
    return new AlertRule(
        ID,
        new CustomerId(CUSTOMER),
        "Visits",
        metric,
        Series.TOTAL,
        condition,
        grace,
        condition.defaultCloseAfter(),
        notifiesOld);
  }

  void define(AlertRule rule) throws Exception {
    define(rule.toJson());
  }

  void define(String json) throws Exception {
    operator.processElement1(new Definition(CUSTOMER, "alert-rule", ID.toString(), json), 0);
  }

  /** A window of a minute, so many minutes after the start, holds so much. */
  void observe(long minute, double value) throws Exception {
    observe(minute, (long) value, value);
  }

  void observe(long minute, long version, double value) throws Exception {
    operator.processElement2(
        new Observation(
            CUSTOMER + "/alert-rule/" + ID, START + minute * MINUTE, version, value, value != 0),
        0);
  }

  /** Lets the clock run, second by second around the moments at which windows are judged. */
  void runTo(long minute) throws Exception {
    long until = START + minute * MINUTE;
    while (now < until) {
      now += MINUTE / 2;
      operator.setProcessingTime(now);
    }
  }

  /** Each minute from the one the clock stands at holds such a value. */
  void feed(double... values) throws Exception {
    for (double value : values) {
      long minute = (now - START) / MINUTE;
      if (value != 0) {
        observe(minute, value);
      }
      runTo(minute + 1);
    }
  }

  void feed(int minutes, double value) throws Exception {
    for (int i = 0; i < minutes; i++) {
      feed(value);
    }
  }

  /** Stops after a checkpoint and starts again from it, the clock having gone on. */
  void restart(long awayMinutes) throws Exception {
    collect();
    OperatorSubtaskState state = operator.snapshot(1, 1);
    operator.close();
    now += awayMinutes * MINUTE;
    operator = harness();
    operator.setProcessingTime(now);
    operator.initializeState(state);
    operator.open();
    operator.setProcessingTime(now);
  }

  /** All that was told so far, such as {@code opened condition 61@61 900/100}. */
  List<String> told() {
    collect();
    return told;
  }

  /** States and reasons of what was told so far. */
  List<String> states() {
    return told().stream().map(text -> text.substring(0, text.indexOf(' '))).toList();
  }

  private void collect() {
    for (AlertRecord alert : operator.extractOutputValues()) {
      Matcher matcher = TOLD.matcher(alert.json());
      if (!matcher.find()) {
        throw new AssertionError(alert.json());
      }
      told.add(
          "%s %s %d@%d %.0f/%.0f"
              .formatted(
                  matcher.group(1),
                  matcher.group(2),
                  minute(matcher.group(3)),
                  minute(matcher.group(4)),
                  Double.parseDouble(matcher.group(5)),
                  Double.parseDouble(matcher.group(6))));
    }
    operator.getOutput().clear();
  }

  private static long minute(String time) {
    return (Instant.parse(time).toEpochMilli() - START) / MINUTE;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, Definition, Observation, AlertRecord>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new JudgeWindows(Duration.ofMinutes(1))),
        Definition::key,
        Observation::rule,
        Types.STRING);
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
