package com.acme.analytics.benchmarks.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What answers took, of our layer and of the engine itself, in milliseconds. */
final class Latencies {
  private final List<Double> layer = new ArrayList<>();
  private final List<Double> direct = new ArrayList<>();

  void add(double ofLayer, double ofEngine) {
    layer.add(ofLayer);
    direct.add(ofEngine);
  }

  double layer(double share) {
    return at(layer, share);
  }

  double direct(double share) {
    return at(direct, share);
  }

  int size() {
    return layer.size();
  }

  /** By nearest rank. */
  private static double at(List<Double> millis, double share) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
