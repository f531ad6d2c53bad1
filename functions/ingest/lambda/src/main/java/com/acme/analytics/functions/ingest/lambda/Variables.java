package com.acme.analytics.functions.ingest.lambda;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Environment variables, read strictly: whatever is doubtful is an error that names it. */
final class Variables {
  private final Map<String, String> values;
  private final Set<String> read = new HashSet<>();

  Variables(Map<String, String> values) {
    this.values = values;
  }

  String text(String name) {
    read.add(name);
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw invalid(name, value, "a value");
    }
    return value;
  }

  /** A positive ISO 8601 duration. */
  Duration duration(String name) {
    String value = text(name);
    Duration duration;
    try {
      duration = Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid(name, value, "an ISO 8601 duration such as PT5M");
    }
    if (!duration.isPositive()) {
      throw invalid(name, value, "> 0");
    }
    return duration;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String value = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(() -> invalid(name, value, Arrays.toString(type.getEnumConstants())));
  }

  /** Refuses variables with the prefix that nobody has read. */
  void requireNoOther(String prefix) {
    values.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !read.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw invalid(name, values.get(name), "no such variable");
            });
  }

  private static IllegalArgumentException invalid(String name, String value, String expectation) {
    String found = value == null ? "missing" : '"' + value + '"';
    return new IllegalArgumentException(name + ": " + found + " (expected: " + expectation + ")");
  }
}
