package com.acme.analytics.core.alert;

import com.acme.analytics.core.tenant.DeclaredProperties;

/** The figure of a window that a rule follows. */
public sealed interface Metric {
  /** As it is written: {@code count}, {@code unique_users}, {@code sum:cart.total}. */
  String code();

  /**
   * Whether it counts things that come independently of each other, so that chance alone moves it
   * by the root of its mean.
   */
  boolean isCount();

  /**
   * The metric written so.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when there is none
   */
  static Metric of(String code) {
    int colon = code.indexOf(':');
    String measure = code.substring(colon + 1);
    if (colon > 0 && !DeclaredProperties.canBeMeasure(measure)) {
      throw InvalidAlertRule.of("/metric", code, DeclaredProperties.MEASURE);
    }
    return switch (code.substring(0, colon + 1)) {
      case "sum:" -> new Sum(measure);
      case "avg:" -> new Average(measure);
      case "" -> counted(code);
      default -> throw unknown(code);
    };
  }

  private static Metric counted(String code) {
    return switch (code) {
      case "count" -> new Count();
      case "unique_users" -> new UniqueUsers();
      default -> throw unknown(code);
    };
  }

  private static RuntimeException unknown(String code) {
    return InvalidAlertRule.of(
        "/metric", code, "count, unique_users, sum:<declared measure> or avg:<declared measure>");
  }

  /** Events. */
  record Count() implements Metric {
    @Override
    public String code() {
      return "count";
    }

    @Override
    public boolean isCount() {
      return true;
    }
  }

  /** Distinct users. */
  record UniqueUsers() implements Metric {
    @Override
    public String code() {
      return "unique_users";
    }

    @Override
    public boolean isCount() {
      return true;
    }
  }

  /** The sum of a declared measure; 0 where no event has it. */
  record Sum(String measure) implements Metric {
    @Override
    public String code() {
      return "sum:" + measure;
    }

    @Override
    public boolean isCount() {
      return false;
    }
  }

  /** The average of a declared measure; none where no event has it. */
  record Average(String measure) implements Metric {
    @Override
    public String code() {
      return "avg:" + measure;
    }

    @Override
    public boolean isCount() {
      return false;
    }
  }
}
