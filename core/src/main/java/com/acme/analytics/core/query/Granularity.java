package com.acme.analytics.core.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long the buckets of time are that events are grouped into; they begin at whole ones, UTC. */
public enum Granularity {
  MINUTE("1m", Duration.ofMinutes(1)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  HOUR("1h", Duration.ofHours(1)),
  DAY("1d", Duration.ofDays(1));

  private static final Map<String, Granularity> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Granularity::code, Function.identity()));

  private final String code;
  private final Duration length;

  Granularity(String code, Duration length) {
    this.code = code;
    this.length = length;
  }

  /**
   * The granularity of this name.
   *
   * @param field the part of the query it stands in, for the refusal
   */
  static Granularity named(String code, String field) {
    return Optional.ofNullable(BY_CODE.get(code))
        .orElseThrow(() -> InvalidQuery.of(field, code, "1m, 5m, 1h or 1d"));
  }

  /** The one whose buckets are this long. */
  public static Optional<Granularity> of(Duration length) {
    return Arrays.stream(values()).filter(every -> every.length.equals(length)).findFirst();
  }

  /** Its name in a query, for example {@code 5m}. */
  public String code() {
    return code;
  }

  public Duration length() {
    return length;
  }
}
