package com.acme.analytics.benchmarks.stream.job;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Gives a job that asks for its environment, as the real one does, a cluster in this process. Flink
 * opens the way to that for environments of a kind of their own only.
 */
final class ContextEnvironment extends StreamExecutionEnvironment {
  private ContextEnvironment() {}

  static void use(Configuration settings) {
    initializeContextEnvironment(
        more -> {
          Configuration all = new Configuration(settings);
          all.setString("execution.target", "local");
          all.setString("execution.attached", "true");
          all.addAll(more);
          return new StreamExecutionEnvironment(all);
        });
  }
}
