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
 */
public enum Aggregation {
  SUM,
  AVG,
  MIN,
  MAX;

  private static final Map<String, Aggregation> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Aggregation::code, Function.identity()));

  static Optional<Aggregation> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Its name in a query, for example {@code sum}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
