package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.benchmarks.stream.job.Progress.Moment;
import com.acme.analytics.flink.AnalyticsJob;

/**
 * The whole job, as its main class declares it, over a topic that is full. It goes on afterwards.
 * Arguments beside the cluster's: {@code events} (of the topic), {@code warm} (events before
 * measuring begins).
 */
final class JobRun {
  private final Arguments arguments;

  JobRun(Arguments arguments) {
    this.arguments = arguments;
  }

  void run() throws Exception {
    new LakeTables(OperatorRun.jobConfig().lake()).create();
    ContextEnvironment.use(ClusterSettings.of(arguments));
    new Thread(JobRun::execute, "job").start();
    Progress progress = new Progress("deduplicate");
    Moment begin = progress.awaitRecords(arguments.number("warm"));
    Moment end = progress.awaitRecords(arguments.number("events"));
    Result.between(begin, end).print();
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private static void execute() {
    try {
      AnalyticsJob.main(new String[0]);
    } catch (Exception e) {
      e.printStackTrace();
    }
    // It has no end of its own.
    Runtime.getRuntime().halt(1);
  }
}
