package com.acme.analytics.core.alert;

import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Operator;
import java.time.Duration;

/** When a window is not as it should be. */
public sealed interface Condition {
  /** As it is written in JSON: {@code anomaly}, {@code threshold} or {@code absence}. */
  String kind();

  /** The length of the windows that are judged. */
  Granularity window();

  /** How many windows in order close an alert again, unless the rule says. */
  int defaultCloseAfter();

  /**
   * The value lies further from the baseline than so many deviations.
   *
   * @param sigma deviations, 1 to 20; chance alone crosses 3 in about 0.3 % of minutes
   * @param seasonal whether there is a baseline of each hour of the week (UTC), else one of the
   *     last windows
   * @param length how far back the baseline reaches, its weights falling exponentially
   * @param warmUp how much the baseline must have seen before it judges; at most the length
   */
  record Anomaly(
      double sigma, Direction direction, boolean seasonal, Duration length, Duration warmUp)
      implements Condition {
    /** An hour of the week comes once in so many. */
    private static final int HOURS_OF_WEEK = 168;

    private static final Duration WEEK = Duration.ofDays(7);

    /** The default of sigma. */
    public static final double DEFAULT_SIGMA = 3;

    public Anomaly {
      if (!(sigma >= 1 && sigma <= 20)) {
        throw InvalidAlertRule.of("/condition/sigma", sigma, "a number, 1 to 20");
      }
      Duration least = seasonal ? WEEK : Duration.ofMinutes(10);
      Duration most = seasonal ? WEEK.multipliedBy(52) : WEEK;
      Durations.require("/condition/length", length, Duration.ofMinutes(1), least, most);
      Durations.require("/condition/warm_up", warmUp, Duration.ofMinutes(1), least, length);
    }

    static Duration defaultLength(boolean seasonal) {
      return seasonal ? WEEK.multipliedBy(4) : Duration.ofHours(3);
    }

    static Duration defaultWarmUp(boolean seasonal) {
      return seasonal ? WEEK : Duration.ofHours(1);
    }

    /** The length in windows of one baseline. */
    public long lengthWindows() {
      return windows(length);
    }

    /** The warm-up in windows of one baseline. */
    public long warmUpWindows() {
      return windows(warmUp);
    }

    private long windows(Duration of) {
      return seasonal ? of.toMinutes() / HOURS_OF_WEEK : of.toMinutes();
    }

    @Override
    public String kind() {
      return "anomaly";
    }

    @Override
    public Granularity window() {
      return Granularity.MINUTE;
    }

    @Override
    public int defaultCloseAfter() {
      return 3;
    }
  }

  /**
   * The value of a window is beyond a bound.
   *
   * @param operator one of lt, le, gt, ge: how the value stands to the bound when it is
   * @param over the length of the windows: 1m, 5m or 1h
   */
  record Threshold(Operator operator, double bound, Granularity over) implements Condition {
    public Threshold {
      if (!operator.isOrdering()) {
        throw InvalidAlertRule.of("/condition/operator", operator.code(), "lt, le, gt or ge");
      }
      if (!Double.isFinite(bound)) {
        throw InvalidAlertRule.of("/condition/value", bound, "a finite number");
      }
      if (over == Granularity.DAY) {
        throw InvalidAlertRule.of("/condition/over", over.code(), "1m, 5m or 1h");
      }
    }

    /** Whether the value is beyond the bound. */
    public boolean isBroken(double value) {
      return switch (operator) {
        case LT -> value < bound;
        case LE -> value <= bound;
        case GT -> value > bound;
        default -> value >= bound;
      };
    }

    @Override
    public String kind() {
      return "threshold";
    }

    @Override
    public Granularity window() {
      return over;
    }

    @Override
    public int defaultCloseAfter() {
      return 1;
    }
  }

  /**
   * No event has come that the metric counts.
   *
   * @param lasting for so long, whole minutes, 1 minute to 24 hours
   */
  record Absence(Duration lasting) implements Condition {
    public Absence {
      Durations.require(
          "/condition/for",
          lasting,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofDays(1));
    }

    @Override
    public String kind() {
      return "absence";
    }

    @Override
    public Granularity window() {
      return Granularity.MINUTE;
    }

    @Override
    public int defaultCloseAfter() {
      return 1;
    }
  }
}
