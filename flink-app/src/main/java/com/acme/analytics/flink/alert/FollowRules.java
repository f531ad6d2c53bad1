package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.window.MeasureFigures;
import com.acme.analytics.flink.window.WindowFigures;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Picks, of all windows, what rules follow, and hands it on to each of them. Every subtask knows
 * every rule; of the windows only those travel on that a rule is about.
 */
public final class FollowRules
    extends BroadcastProcessFunction<WindowFigures, Definition, Observation> {
  private static final long serialVersionUID = 1L;

  /** Every rule by its key. */
  public static final MapStateDescriptor<String, Definition> RULES =
      new MapStateDescriptor<>("alert-rules", Types.STRING, TypeInformation.of(Definition.class));

  private transient FollowedSeries followed;

  @Override
  public void processBroadcastElement(
      Definition definition, Context context, Collector<Observation> out) throws Exception {
    if (!RuleDefinitions.isRule(definition)) {
      return;
    }
    BroadcastState<String, Definition> rules = context.getBroadcastState(RULES);
    restore(rules);
    String key = definition.key();
    if (definition.json() == null) {
      rules.remove(key);
      followed.remove(key);
    } else if (follow(definition)) {
      rules.put(key, definition);
    }
  }

  @Override
  public void processElement(
      WindowFigures window, ReadOnlyContext context, Collector<Observation> out) throws Exception {
    restore(context.getBroadcastState(RULES));
    for (Map.Entry<String, Metric> rule : followed.followersOf(window).entrySet()) {
      out.collect(observation(rule.getKey(), rule.getValue(), window));
    }
  }

  /** The index of the rules is not part of checkpoints: it is made of the rules that are. */
  private void restore(ReadOnlyBroadcastState<String, Definition> rules) throws Exception {
    if (followed == null) {
      followed = new FollowedSeries();
      for (Map.Entry<String, Definition> rule : rules.immutableEntries()) {
        follow(rule.getValue());
      }
    }
  }

  /** Whether the definition is a rule; {@link JudgeWindows} tells of those that are none. */
  private boolean follow(Definition definition) {
    try {
      followed.put(definition.key(), RuleDefinitions.rule(definition));
      return true;
    } catch (UnreadableRuleException e) {
      return false;
    }
  }

  private static Observation observation(String rule, Metric metric, WindowFigures window) {
    double value;
    boolean present;
    if (metric instanceof Metric.Count) {
      value = window.count();
      present = window.count() > 0;
    } else if (metric instanceof Metric.UniqueUsers) {
      value = window.users();
      present = window.users() > 0;
    } else if (metric instanceof Metric.Sum sum) {
      MeasureFigures figures = figures(window, sum.measure());
      value = figures.sum();
      present = figures.count() > 0;
    } else if (metric instanceof Metric.Average average) {
      MeasureFigures figures = figures(window, average.measure());
      present = figures.count() > 0;
      value = present ? figures.sum() / figures.count() : 0;
    } else {
      throw new IllegalStateException("metric: " + metric + " (expected: a known one)");
    }
    return new Observation(rule, window.start(), window.count(), value, present);
  }

  private static MeasureFigures figures(WindowFigures window, String measure) {
    MeasureFigures figures = window.measures().get(measure);
    return figures == null ? new MeasureFigures(0, 0) : figures;
  }
}
