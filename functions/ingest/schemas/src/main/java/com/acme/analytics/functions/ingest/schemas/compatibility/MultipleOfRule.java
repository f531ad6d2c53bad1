package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.math.BigDecimal;
import java.util.Collections;

/** {@code multipleOf}: the step before was a multiple of the step now. */
final class MultipleOfRule implements Rule {
  /** Divisions of numbers further apart would cost more than they tell. */
  private static final int MAX_DIGITS = 64;

  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!next.has("multipleOf") || Collections.disjoint(previous.types(), ValueType.NUMBERS)) {
      return;
    }
    if (!previous.has("multipleOf") || !divides(next, previous)) {
      findings.add(
          next.pointer().child("multipleOf"),
          "multipleOf " + next.get("multipleOf"),
          "a divisor of the one before");
    }
  }

  private static boolean divides(Side next, Side previous) {
    BigDecimal divisor = next.get("multipleOf").decimalValue();
    BigDecimal value = previous.get("multipleOf").decimalValue();
    int digits = Math.abs(exponent(value) - exponent(divisor));
    return digits <= MAX_DIGITS && value.remainder(divisor).signum() == 0;
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale();
  }
}
