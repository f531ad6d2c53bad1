package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.benchmarks.stream.job.Progress.Moment;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run took, for the process that reads this one's output. */
final class Result {
  private final Map<String, Object> words = new TreeMap<>();

  Result with(String name, Object value) {
    words.put(name, value);
    return this;
  }

  /** From one moment to another. */
  static Result between(Moment begin, Moment end) {
    return new Result()
        .with("records", end.records() - begin.records())
        .with("cpu_nanos", end.cpuNanos() - begin.cpuNanos())
        .with("nanos", end.nanos() - begin.nanos());
  }

  void print() {
    System.out.println(
        words.entrySet().stream()
            .map(word -> word.getKey() + "=" + word.getValue())
            .collect(Collectors.joining(" ", "@", "")));
  }
}
