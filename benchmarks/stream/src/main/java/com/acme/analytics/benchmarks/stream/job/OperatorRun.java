package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.benchmarks.stream.job.Progress.Moment;
import com.acme.analytics.flink.config.ApplicationProperties;
import com.acme.analytics.flink.config.JobConfig;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One operator alone for a while. Arguments beside the cluster's: {@code operator}, {@code users},
 * {@code warm} and {@code measure} (ISO 8601).
 */
final class OperatorRun {
  private final Arguments arguments;

  OperatorRun(Arguments arguments) {
    this.arguments = arguments;
  }

  void run() throws Exception {
    JobConfig job = jobConfig();
    MeasuredOperator operator = MeasuredOperator.valueOf(arguments.text("operator"));
    if (operator == MeasuredOperator.LAKE_EVENTS) {
      new LakeTables(job.lake()).create();
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, ClusterSettings.of(arguments));
    new OperatorJob(environment, new StreamEvents(arguments.number("users")))
        .declare(operator, job);
    new RunningJob(environment);
    Progress progress = new Progress(OperatorJob.GENERATOR);
    progress.awaitRecords(1);
    Moment begin = progress.after(Duration.parse(arguments.text("warm")));
    Moment end = progress.after(Duration.parse(arguments.text("measure")));
    Result.between(begin, end).print();
  }

  static JobConfig jobConfig() throws Exception {
    return JobConfig.from(ApplicationProperties.read(System.getenv("ACME_APPLICATION_PROPERTIES")));
  }
}
