package com.acme.analytics.benchmarks;

import com.acme.analytics.integration.platform.Client;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** How long after its POST began an event is in the answer of {@code GET /v2/query}. */
final class FreshnessBenchmark {
  private static final int WARM_UP = 20;
  private static final int EVENTS = 200;
  private static final double P50_LIMIT_MILLIS = 1_000;
  private static final double P99_LIMIT_MILLIS = 2_000;

  private final Client customer;

  FreshnessBenchmark(Client customer) {
    this.customer = customer;
  }

  List<Figure> figures() {
    for (int i = 0; i < WARM_UP; i++) {
      measure();
    }
    double[] millis = new double[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      millis[i] = measure();
    }
    Arrays.sort(millis);
    return List.of(
        new Figure("POST to visible, p50", millis[EVENTS / 2], P50_LIMIT_MILLIS, "ms", "limit"),
        new Figure(
            "POST to visible, p99", millis[EVENTS * 99 / 100], P99_LIMIT_MILLIS, "ms", "limit"));
  }

  private double measure() {
    String name = "probe-" + UUID.randomUUID();
    long posted = System.nanoTime();
    customer.post("{\"events\":[{\"event\":\"" + name + "\"}]}");
    while (customer.query("filter", "event:eq:" + name).get("rows").get(0).get(0).asLong() == 0) {
      Thread.onSpinWait();
    }
    return (System.nanoTime() - posted) / 1e6;
  }
}
