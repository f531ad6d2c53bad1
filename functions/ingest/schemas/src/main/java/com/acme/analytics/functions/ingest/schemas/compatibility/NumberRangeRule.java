package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.math.BigDecimal;
import java.util.Collections;

/** {@code minimum}, {@code exclusiveMinimum} and their opposites: the range does not shrink. */
final class NumberRangeRule implements Rule {
  /** One end of a range; towards the inside is larger by {@code sign}. */
  private enum End {
    LOWER("minimum", "exclusiveMinimum", 1),
    UPPER("maximum", "exclusiveMaximum", -1);

    private final String inclusive;
    private final String exclusive;
    private final int sign;

    End(String inclusive, String exclusive, int sign) {
      this.inclusive = inclusive;
      this.exclusive = exclusive;
      this.sign = sign;
    }
  }

  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (Collections.disjoint(previous.types(), ValueType.NUMBERS)) {
      return;
    }
    for (End end : End.values()) {
      if (next.has(end.inclusive) && !reaches(end, previous, value(next, end.inclusive), true)) {
        report(end.inclusive, next, findings);
      }
      if (next.has(end.exclusive) && !reaches(end, previous, value(next, end.exclusive), false)) {
        report(end.exclusive, next, findings);
      }
    }
  }

  /** Whether the previous range lies within the bound. */
  private static boolean reaches(End end, Side previous, BigDecimal bound, boolean inclusive) {
    if (previous.has(end.exclusive)
        && end.sign * value(previous, end.exclusive).compareTo(bound) >= 0) {
      return true;
    }
    if (!previous.has(end.inclusive)) {
      return false;
    }
    int beyond = end.sign * value(previous, end.inclusive).compareTo(bound);
    return inclusive ? beyond >= 0 : beyond > 0;
  }

  private static void report(String keyword, Side next, Findings findings) {
    findings.add(
        next.pointer().child(keyword),
        keyword + " " + next.get(keyword),
        "no tighter bound than before");
  }

  private static BigDecimal value(Side side, String keyword) {
    return side.get(keyword).decimalValue();
  }
}
