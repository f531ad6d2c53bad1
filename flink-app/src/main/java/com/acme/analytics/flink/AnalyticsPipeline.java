package com.acme.analytics.flink;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.deduplication.Deduplicate;
import com.acme.analytics.flink.device.DescribeDevice;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.hot.WithinHotRange;
import com.acme.analytics.flink.lake.LakeSink;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The operators and how they are joined. Their uids name their state in checkpoints: a uid once
 * released is never changed or used for something else.
 */
final class AnalyticsPipeline {
  private final Duration deduplicationHorizon;
  private final Duration hotRetention;

  AnalyticsPipeline(Duration deduplicationHorizon, Duration hotRetention) {
    this.deduplicationHorizon = Objects.requireNonNull(deduplicationHorizon);
    this.hotRetention = Objects.requireNonNull(hotRetention);
  }

  /** Adds the pipeline from the accepted events to the hot tier and the lake. */
  void declare(
      StreamExecutionEnvironment environment,
      Source<AcceptedEvent, ?, ?> accepted,
      Sink<DescribedEvent> hot,
      LakeSink lake) {
    // Events are never changed, so operators in one thread need no copies of them.
    environment.getConfig().enableObjectReuse();
    DataStream<DescribedEvent> described =
        environment
            // No operator asks for event time: each event counts whenever it comes.
            .fromSource(accepted, WatermarkStrategy.noWatermarks(), "accepted events")
            .uid("accepted-events")
            .keyBy(AcceptedEvent::userKey)
            .process(new Deduplicate(deduplicationHorizon))
            .uid("deduplicate")
            .name("deduplicate")
            .map(new DescribeDevice())
            .uid("describe-device")
            .name("describe device");
    described
        .process(new WithinHotRange(hotRetention))
        .uid("within-hot-range")
        .name("within hot range")
        .sinkTo(hot)
        .uid("hot-events")
        .name("hot events");
    described.keyBy(lake.shuffle()).sinkTo(lake).uid("lake-events").name("lake events");
  }
}
