package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.math.BigDecimal;

/**
 * {@code contains} with {@code minContains} and {@code maxContains}: elements that counted still
 * count, no more are asked for; where there may not be too many, no others count.
 */
final class ContainsRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!next.has("contains") || !previous.types().contains(ValueType.ARRAY)) {
      return;
    }
    BigDecimal least = least(next);
    boolean bounded = next.has("maxContains");
    if (least.signum() == 0 && !bounded) {
      return;
    }
    if (!previous.has("contains")) {
      findings.add(next.pointer().child("contains"), "contains added", "none, as before");
      return;
    }
    Side before = previous.child("contains");
    Side after = next.child("contains");
    if (least.compareTo(least(previous)) > 0) {
      findings.add(
          next.pointer().child("minContains"),
          "minContains " + least.toPlainString(),
          "at most " + least(previous).toPlainString());
    }
    if (least.signum() > 0) {
      findings.descend(before, after);
    }
    if (bounded) {
      compareMost(previous, next, findings);
    }
  }

  private static void compareMost(Side previous, Side next, Findings findings) {
    boolean holds =
        previous.has("maxContains")
            && next.get("maxContains")
                    .decimalValue()
                    .compareTo(previous.get("maxContains").decimalValue())
                >= 0
            // Now it is the previous one that has to count everything the next one counts.
            && findings.same(previous.child("contains"), next.child("contains"));
    if (!holds) {
      findings.add(
          next.pointer().child("maxContains"),
          "maxContains " + next.get("maxContains"),
          "no tighter bound than before, on the same elements");
    }
  }

  private static BigDecimal least(Side side) {
    return side.has("minContains") ? side.get("minContains").decimalValue() : BigDecimal.ONE;
  }
}
