package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.math.BigDecimal;

/**
 * The bounds on a size, of texts, arrays or objects: the range does not shrink.
 *
 * @param type of values that have the size
 */
record SizeRule(ValueType type, String least, String most) implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!previous.types().contains(type)) {
      return;
    }
    if (next.has(least)) {
      BigDecimal before =
          previous.has(least) ? previous.get(least).decimalValue() : BigDecimal.ZERO;
      if (next.get(least).decimalValue().compareTo(before) > 0) {
        report(least, next, "at most " + before.toPlainString(), findings);
      }
    }
    if (next.has(most)) {
      if (!previous.has(most)) {
        report(most, next, "no bound, as before", findings);
      } else if (next.get(most).decimalValue().compareTo(previous.get(most).decimalValue()) < 0) {
        report(most, next, "at least " + previous.get(most), findings);
      }
    }
  }

  private static void report(String keyword, Side next, String expected, Findings findings) {
    findings.add(next.pointer().child(keyword), keyword + " " + next.get(keyword), expected);
  }
}
