package com.acme.analytics.benchmarks.stream.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the process is told: words of the form {@code name=value}.
 *
 * @param values by their names
 */
record Arguments(Map<String, String> values) {
  Arguments {
    values = Map.copyOf(values);
  }

  static Arguments parse(Iterable<String> words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("argument: " + word + " (expected: name=value)");
      }
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return new Arguments(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String text(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException(name + ": missing (expected: one)"));
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }
}
