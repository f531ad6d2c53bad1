package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.config.JobConfig;
import com.acme.analytics.flink.deduplication.Deduplicate;
import com.acme.analytics.flink.device.DescribeDevice;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.ReadEvent;
import com.acme.analytics.flink.funnel.TrackFunnels;
import com.acme.analytics.flink.hot.HotSinks;
import com.acme.analytics.flink.lake.LakeSink;
import com.acme.analytics.flink.session.SessionUpdate;
import com.acme.analytics.flink.session.TrackSessions;
import com.acme.analytics.flink.window.AggregateWindows;
import com.acme.analytics.flink.window.Contribution;
import com.acme.analytics.flink.window.PreAggregate;
import com.acme.analytics.flink.window.WindowUpdate;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * One operator between a generator of events, which always has the next, and a sink that drops what
 * comes. Settings of operators are those of the real job.
 */
final class OperatorJob {
  /** What takes in each event of the generator. */
  static final String GENERATOR = "generate";

  private static final Duration HORIZON = Duration.ofHours(24);
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETENTION = Duration.ofHours(25);
  private static final Duration SESSION_GAP = Duration.ofMinutes(30);
  private static final int MOST_VALUES = 1_000;
  private static final int MOST_STEPS_OF_A_USER = 1_000;

  private final StreamExecutionEnvironment environment;
  private final StreamEvents events;

  OperatorJob(StreamExecutionEnvironment environment, StreamEvents events) {
    this.environment = environment;
    this.events = events;
    environment.getConfig().enableObjectReuse();
  }

  /**
   * Adds the operator with its generator and sink.
   *
   * @param job what the real job is told: how often it writes, and into which stores
   */
  void declare(MeasuredOperator operator, JobConfig job) {
    switch (operator) {
      case NOTHING_ACCEPTED -> discard(accepted());
      case NOTHING_READ -> discard(read());
      case KEY_BY_USER -> discard(accepted().keyBy(AcceptedEvent::userKey));
      case DEDUPLICATE -> discard(deduplicated());
      case DESCRIBE_DEVICE -> discard(accepted().map(new DescribeDevice()));
      case READ_EVENT -> discard(described().flatMap(new ReadEvent()));
      case WINDOWS -> discard(windows(job.upsertInterval()));
      case SESSIONS -> discard(sessions(job.upsertInterval()));
      case FUNNELS ->
          discard(
              DataStreamUtils.reinterpretAsKeyedStream(read(), AnalyticsEvent::userKey)
                  .connect(
                      environment
                          .fromData(new SampleFunnels().definitions())
                          .broadcast(TrackFunnels.FUNNELS))
                  .process(new TrackFunnels(MOST_STEPS_OF_A_USER)));
      case HOT_EVENTS -> described().sinkTo(HotSinks.of(job.clickHouse()).events());
      case LAKE_EVENTS -> {
        LakeSink lake = new LakeSink(job.lake());
        described().keyBy(lake.shuffle()).sinkTo(lake).uid("lake").name("lake");
      }
    }
  }

  /** The real operator, by the uid under which the real job finds its state. */
  DataStream<AcceptedEvent> deduplicated() {
    return DataStreamUtils.reinterpretAsKeyedStream(accepted(), AcceptedEvent::userKey)
        .process(new Deduplicate(HORIZON))
        .uid("deduplicate")
        .name("deduplicate");
  }

  private DataStream<WindowUpdate> windows(Duration upsertInterval) {
    return read()
        .transform(
            "pre-aggregate",
            TypeInformation.of(Contribution.class),
            new PreAggregate(Cadence.every(FLUSH_INTERVAL)))
        .keyBy(Contribution::seriesHour)
        .transform(
            "aggregate windows",
            TypeInformation.of(WindowUpdate.class),
            new AggregateWindows(
                Cadence.every(FLUSH_INTERVAL), upsertInterval, RETENTION, MOST_VALUES));
  }

  private DataStream<SessionUpdate> sessions(Duration upsertInterval) {
    return DataStreamUtils.reinterpretAsKeyedStream(read(), AnalyticsEvent::userKey)
        .transform(
            "track sessions",
            TypeInformation.of(SessionUpdate.class),
            new TrackSessions(Cadence.every(upsertInterval), SESSION_GAP, RETENTION));
  }

  private DataStream<AcceptedEvent> accepted() {
    return numbers().map(new MakeAccepted(events)).name(GENERATOR);
  }

  private DataStream<DescribedEvent> described() {
    return accepted().map(new MakeDescribed());
  }

  private DataStream<AnalyticsEvent> read() {
    return numbers().map(new MakeRead(events)).name(GENERATOR);
  }

  private DataStream<Long> numbers() {
    return environment.fromSource(
        new NumberSequenceSource(0, Long.MAX_VALUE / 4),
        WatermarkStrategy.noWatermarks(),
        "numbers");
  }

  static void discard(DataStream<?> stream) {
    stream.sinkTo(new DiscardingSink<>()).name("discard");
  }
}
