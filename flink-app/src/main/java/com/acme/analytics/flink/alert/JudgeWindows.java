package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.Alert;
import com.acme.analytics.core.alert.AlertReason;
import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.core.alert.AlertState;
import com.acme.analytics.core.alert.Condition.Absence;
import com.acme.analytics.core.alert.Condition.Anomaly;
import com.acme.analytics.core.alert.Condition.Threshold;
import com.acme.analytics.core.alert.Metric;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.metrics.JobMetrics;
import com.acme.analytics.flink.window.WindowLength;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges each window of a rule once, when its end and the rule's grace have passed by the clock,
 * whether or not anything came in it. The key is that of the rule's definition, which comes by the
 * first input; what it follows comes by the second. A change of a judged window is not looked at.
 *
 * <p>After a restart, the events of the time it took are still on their way while the clock has
 * gone on. So judging waits for as long as the windows are overdue, and a while besides.
 */
public final class JudgeWindows
    extends KeyedCoProcessFunction<String, Definition, Observation, AlertRecord> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(JudgeWindows.class);

  /** A rule begins with windows that start later than this, so that all of them was followed. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  /** Longest wait after a restart: what is judged later than this is old anyway. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final int HOURS_OF_WEEK = 168;

  private final Duration settling;
  private transient ValueState<Definition> definition;
  private transient ValueState<Progress> progress;
  private transient ValueState<OpenAlert> open;
  private transient MapState<Long, Seen> windows;
  private transient MapState<Integer, Baseline> baselines;
  private transient Counter unreadable;
  private transient Counter opened;
  private transient long startedMillis;

  /**
   * @param settling how long after a start nothing is judged, besides the time it took
   */
  public JudgeWindows(Duration settling) {
    this.settling = settling;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    definition = runtime.getState(state("definition", Definition.class));
    progress = runtime.getState(state("progress", Progress.class));
    open = runtime.getState(state("open", OpenAlert.class));
    windows =
        runtime.getMapState(
            new MapStateDescriptor<>("windows", Types.LONG, TypeInformation.of(Seen.class)));
    baselines =
        runtime.getMapState(
            new MapStateDescriptor<>("baselines", Types.INT, TypeInformation.of(Baseline.class)));
    unreadable =
        JobMetrics.of(runtime.getMetricGroup()).counter("acme_stream_unreadable_rules_total");
    opened = JobMetrics.of(runtime.getMetricGroup()).counter("acme_stream_alerts_opened_total");
    startedMillis = -1;
  }

  private static <T> ValueStateDescriptor<T> state(String name, Class<T> type) {
    return new ValueStateDescriptor<>(name, TypeInformation.of(type));
  }

  @Override
  public void processElement1(Definition given, Context context, Collector<AlertRecord> out)
      throws Exception {
    if (!RuleDefinitions.isRule(given)) {
      return;
    }
    startedAt(context);
    if (given.json() == null) {
      forget(AlertReason.RULE_DELETED, out);
      return;
    }
    AlertRule rule;
    try {
      rule = RuleDefinitions.rule(given);
    } catch (UnreadableRuleException e) {
      unreadable.inc();
      LOG.error("unreadable alert rule", e);
      return;
    }
    AlertRule before = rule();
    if (before != null && !rule.learnsAs(before)) {
      forget(AlertReason.RULE_CHANGED, out);
    }
    definition.update(given);
    Progress reached = progress.value();
    long now = context.timerService().currentProcessingTime();
    judgeNext(
        rule,
        reached == null ? firstWindow(rule, now) : reached.next(),
        reached == null ? 0 : reached.silentMinutes(),
        context);
  }

  @Override
  public void processElement2(Observation seen, Context context, Collector<AlertRecord> out)
      throws Exception {
    Progress reached = progress.value();
    if (reached == null || seen.start() < reached.next()) {
      return;
    }
    Seen known = windows.get(seen.start());
    if (known == null || known.version() < seen.version()) {
      windows.put(seen.start(), new Seen(seen.version(), seen.value(), seen.present()));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertRecord> out)
      throws Exception {
    Progress reached = progress.value();
    if (reached == null || reached.due() != time) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    long settled = settled(startedAt(context), time);
    if (now < settled) {
      await(reached.next(), settled, reached.silentMinutes(), context);
      return;
    }
    AlertRule rule = rule();
    long next = reached.next();
    long silent = reached.silentMinutes();
    while (dueTime(rule, next) <= now) {
      Seen seen = windows.get(next);
      windows.remove(next);
      silent = seen != null && seen.present() ? 0 : silent + windowMillis(rule) / 60_000;
      Verdict verdict = verdict(rule, next, seen, silent);
      if (rule.notifiesOld() || now - next - windowMillis(rule) <= AlertRule.OLD.toMillis()) {
        tell(rule, next, verdict, out);
      }
      next += windowMillis(rule);
    }
    judgeNext(rule, next, silent, context);
  }

  /** When windows overdue since the time may be judged: their events have had time to come. */
  private long settled(long started, long due) {
    long overdue = Math.max(0, started - due);
    return started + Math.min(LONGEST_WAIT.toMillis(), settling.toMillis() + overdue);
  }

  /** The first moment at which this subtask did anything; the clock is not to be had earlier. */
  private long startedAt(Context context) {
    if (startedMillis < 0) {
      startedMillis = context.timerService().currentProcessingTime();
    }
    return startedMillis;
  }

  private static long firstWindow(AlertRule rule, long now) {
    long from = WindowLength.MINUTE.startOf(now) + 60_000 + LEAD.toMillis();
    return -Math.floorDiv(-from, windowMillis(rule)) * windowMillis(rule);
  }

  private static long windowMillis(AlertRule rule) {
    return rule.condition().window().length().toMillis();
  }

  private static long dueTime(AlertRule rule, long window) {
    return window + windowMillis(rule) + rule.grace().toMillis();
  }

  private void judgeNext(AlertRule rule, long next, long silentMinutes, Context context)
      throws Exception {
    await(next, dueTime(rule, next), silentMinutes, context);
  }

  private void await(long next, long due, long silentMinutes, Context context) throws Exception {
    progress.update(new Progress(next, due, silentMinutes));
    context.timerService().registerProcessingTimeTimer(due);
  }

  private AlertRule rule() throws Exception {
    Definition known = definition.value();
    return known == null ? null : RuleDefinitions.rule(known);
  }

  /** What the window is found to be; a baseline learns of it. */
  private Verdict verdict(AlertRule rule, long window, Seen seen, long silentMinutes)
      throws Exception {
    if (rule.condition() instanceof Absence absence) {
      long most = absence.lasting().toMinutes();
      return new Verdict(silentMinutes >= most, silentMinutes, most, Double.NaN);
    }
    boolean present = seen != null && seen.present();
    if (rule.metric() instanceof Metric.Average && !present) {
      return Verdict.NOTHING;
    }
    double value = seen == null ? 0 : seen.value();
    if (rule.condition() instanceof Threshold threshold) {
      return new Verdict(threshold.isBroken(value), value, threshold.bound(), Double.NaN);
    }
    Anomaly anomaly = (Anomaly) rule.condition();
    AnomalyJudge judge = new AnomalyJudge(anomaly, rule.metric().isCount());
    int slot =
        anomaly.seasonal()
            ? (int) (WindowLength.HOUR.startOf(window) / 3_600_000 % HOURS_OF_WEEK)
            : 0;
    Baseline known = baselines.get(slot);
    Baseline baseline = known == null ? Baseline.EMPTY : known;
    baselines.put(slot, judge.learn(baseline, value));
    return judge.judge(baseline, value);
  }

  private void tell(AlertRule rule, long window, Verdict verdict, Collector<AlertRecord> out)
      throws Exception {
    OpenAlert alert = open.value();
    if (alert == null) {
      if (verdict.abnormal()) {
        alert =
            new OpenAlert(window, window, verdict.value(), verdict.expected(), verdict.score(), 0);
        open.update(alert);
        opened.inc();
        out.collect(record(rule, alert, AlertState.OPENED, AlertReason.CONDITION));
      }
    } else if (!verdict.abnormal()) {
      recover(rule, window, verdict, alert.withInOrder(alert.inOrder() + 1), out);
    } else if (alert.isChangedBy(verdict)) {
      open.update(alert.told(window, verdict));
      out.collect(record(rule, open.value(), AlertState.UPDATED, AlertReason.CONDITION));
    } else if (alert.inOrder() > 0) {
      open.update(alert.withInOrder(0));
    }
  }

  private void recover(
      AlertRule rule, long window, Verdict verdict, OpenAlert alert, Collector<AlertRecord> out)
      throws Exception {
    if (alert.inOrder() < rule.closeAfter()) {
      open.update(alert);
      return;
    }
    OpenAlert last = verdict.isKnown() ? alert.told(window, verdict) : alert;
    open.clear();
    out.collect(record(rule, last, AlertState.CLOSED, AlertReason.RECOVERED));
  }

  /** Closes the rule's alert, if one is open, and forgets all of the rule. */
  private void forget(AlertReason reason, Collector<AlertRecord> out) throws Exception {
    OpenAlert alert = open.value();
    if (alert != null) {
      out.collect(record(rule(), alert, AlertState.CLOSED, reason));
    }
    definition.clear();
    progress.clear();
    open.clear();
    windows.clear();
    baselines.clear();
  }

  private static AlertRecord record(
      AlertRule rule, OpenAlert alert, AlertState state, AlertReason reason) {
    Alert told =
        new Alert(
            rule,
            state,
            reason,
            Instant.ofEpochMilli(alert.opened()),
            Instant.ofEpochMilli(alert.window()),
            alert.value(),
            alert.expected(),
            Double.isNaN(alert.score())
                ? OptionalDouble.empty()
                : OptionalDouble.of(alert.score()));
    return new AlertRecord(told.recordKey(), told.toJson());
  }
}
