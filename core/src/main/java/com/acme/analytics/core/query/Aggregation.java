package com.acme.analytics.core.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is made of a property's numbers. Only JSON numbers count, as IEEE 754 doubles; text that
 * looks like one doesn't. Of no number at all it is null.
 *
 * <p>A percentile is by nearest rank: the smallest number that at least so many percent do not
 * exceed.
 */
public enum Aggregation {
  SUM(0),
  AVG(0),
  MIN(0),
  MAX(0),
  P50(50),
  P75(75),
  P90(90),
  P95(95),
  P99(99);

  private static final Map<String, Aggregation> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Aggregation::code, Function.identity()));

  private final int percent;

  Aggregation(int percent) {
    this.percent = percent;
  }

  static Optional<Aggregation> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Its name in a query, for example {@code sum}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a percentile 1 to 99, of any other 0. */
  public int percent() {
    return percent;
  }

  /** Whether it is a percentile. */
  public boolean isPercentile() {
    return percent > 0;
  }
}
