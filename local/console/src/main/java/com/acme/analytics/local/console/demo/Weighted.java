package com.acme.analytics.local.console.demo;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Draws a value with a probability in proportion to its weight. */
final class Weighted<T> {
  private final List<T> values;
  private final ToDoubleFunction<T> weight;
  private final double total;

  Weighted(List<T> values, ToDoubleFunction<T> weight) {
    this.values = List.copyOf(values);
    this.weight = weight;
    total = values.stream().mapToDouble(weight).sum();
  }

  T draw(RandomGenerator random) {
    double left = random.nextDouble() * total;
    for (T value : values) {
      left -= weight.applyAsDouble(value);
      if (left < 0) {
        return value;
      }
    }
    return values.getLast();
  }
}
