package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.benchmarks.stream.job.Progress.Moment;
import com.acme.analytics.flink.accepted.AcceptedEventsSource;
import com.acme.analytics.flink.config.KafkaConfig;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's source and nothing behind it: what no job on this topic can exceed. It reads the topic
 * several times; all but the last are to warm up. Arguments beside the cluster's: {@code events}
 * (of the topic), {@code rounds}.
 */
final class SourceRun {
  private final Arguments arguments;

  SourceRun(Arguments arguments) {
    this.arguments = arguments;
  }

  void run() throws Exception {
    Progress progress = new Progress("discard");
    int events = arguments.number("events");
    for (int round = arguments.number("rounds"); round > 0; round--) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.createLocalEnvironment(1, ClusterSettings.of(arguments));
      environment.getConfig().enableObjectReuse();
      OperatorJob.discard(
          environment.fromSource(
              AcceptedEventsSource.of(kafka("source-" + round)),
              WatermarkStrategy.noWatermarks(),
              "accepted events"));
      RunningJob job = new RunningJob(environment);
      Moment begin = progress.awaitRecords(events / 10);
      Moment end = progress.awaitRecords(events);
      job.stopping().cancel().get();
      while (progress.now().records() > 0) {
        progress.after(Duration.ofMillis(50));
      }
      if (round == 1) {
        Result.between(begin, end).print();
      }
    }
  }

  private static KafkaConfig kafka(String group) throws Exception {
    KafkaConfig job = OperatorRun.jobConfig().kafka();
    return new KafkaConfig(
        job.bootstrapServers(),
        job.securityProtocol(),
        job.acceptedTopic(),
        job.historicalTopic(),
        job.definitionsTopic(),
        job.alertsTopic(),
        job.uniqueTopic(),
        job.liveTopic(),
        group,
        job.historicalGroupId());
  }
}
