package com.acme.analytics.benchmarks.stream.job;

import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job in this process; the process ends when it fails. */
final class RunningJob {
  private final JobClient client;
  private boolean stopping;

  RunningJob(StreamExecutionEnvironment environment) throws Exception {
    client = environment.executeAsync();
    var unused = client.getJobExecutionResult().whenComplete((result, failure) -> end(failure));
  }

  /** The client, for what is the job's end. */
  synchronized JobClient stopping() {
    stopping = true;
    return client;
  }

  private synchronized void end(Throwable failure) {
    if (!stopping) {
      System.out.println("the job has ended: " + failure);
      Runtime.getRuntime().halt(1);
    }
  }
}
