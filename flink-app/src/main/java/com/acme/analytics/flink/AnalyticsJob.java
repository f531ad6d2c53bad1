package com.acme.analytics.flink;

import com.acme.analytics.flink.accepted.AcceptedEventsSource;
import com.acme.analytics.flink.alert.AlertsSink;
import com.acme.analytics.flink.config.ApplicationProperties;
import com.acme.analytics.flink.config.JobConfig;
import com.acme.analytics.flink.definition.DefinitionsSource;
import com.acme.analytics.flink.historical.LimitedSource;
import com.acme.analytics.flink.hot.HotSinks;
import com.acme.analytics.flink.lake.LakeSink;
import com.acme.analytics.flink.live.LiveSink;
import com.acme.analytics.flink.unique.UniqueSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's entry. It sets nothing of the cluster's (checkpoints, state backend, restarts,
 * parallelism): Managed Flink does in AWS, and refuses a job that tries; flink-conf does locally.
 */
public final class AnalyticsJob {
  private AnalyticsJob() {}

  /**
   * Declares the job and hands it to the cluster it is started on.
   *
   * @throws Exception when the configuration is not valid or the cluster refuses the job
   */
  public static void main(String[] args) throws Exception {
    JobConfig config =
        JobConfig.from(ApplicationProperties.read(System.getenv("ACME_APPLICATION_PROPERTIES")));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    new AnalyticsPipeline(
            config.deduplicationHorizon(), config.hotRetention(), config.upsertInterval())
        .declare(
            environment,
            AcceptedEventsSource.of(config.kafka()),
            LimitedSource.of(
                AcceptedEventsSource.historical(config.kafka()),
                config.historicalEventsPerSecond()),
            DefinitionsSource.of(config.kafka()),
            HotSinks.of(config.clickHouse()),
            new LakeSink(config.lake()),
            UniqueSink.of(config.kafka()),
            LiveSink.of(config.kafka()),
            AlertsSink.of(config.kafka()));
    environment.execute("acme-analytics");
  }
}
