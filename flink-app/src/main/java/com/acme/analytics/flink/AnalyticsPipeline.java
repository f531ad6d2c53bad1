package com.acme.analytics.flink;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.alert.AlertRecord;
import com.acme.analytics.flink.alert.FollowRules;
import com.acme.analytics.flink.alert.JudgeWindows;
import com.acme.analytics.flink.alert.Observation;
import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.deduplication.Deduplicate;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.device.DescribeDevice;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.WithinRange;
import com.acme.analytics.flink.dirty.DirtyRange;
import com.acme.analytics.flink.dirty.TellDirtyRanges;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.ReadEvent;
import com.acme.analytics.flink.funnel.AggregateFunnels;
import com.acme.analytics.flink.funnel.FunnelRow;
import com.acme.analytics.flink.funnel.MemberChange;
import com.acme.analytics.flink.funnel.TrackFunnels;
import com.acme.analytics.flink.hot.HotSinks;
import com.acme.analytics.flink.lake.LakeSink;
import com.acme.analytics.flink.live.GatherLive;
import com.acme.analytics.flink.live.LiveRecord;
import com.acme.analytics.flink.live.RecentMinutes;
import com.acme.analytics.flink.session.SessionUpdate;
import com.acme.analytics.flink.session.TrackSessions;
import com.acme.analytics.flink.window.AggregateWindows;
import com.acme.analytics.flink.window.Contribution;
import com.acme.analytics.flink.window.PreAggregate;
import com.acme.analytics.flink.window.SplitMeasures;
import com.acme.analytics.flink.window.WindowFigures;
import com.acme.analytics.flink.window.WindowUpdate;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The operators and how they are joined. Their uids name their state in checkpoints: a uid once
 * released is never changed or used for something else.
 *
 * <p>The tasks: up to de-duplication by user, with all that looks into an event or follows a user;
 * the windows and their sink, by their series; which rules follow them, and what becomes of that,
 * by rule; and each other sink by itself, so that what waits for a store waits there. Historical
 * events share none of these tasks, and have a way to nothing but the lake.
 */
final class AnalyticsPipeline {
  /** How long a change waits for others of its window or session. */
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

  /** What an operator has to add up what the one before it has handed on. */
  private static final Duration STEP = Duration.ofMillis(200);

  /** How long windows and sessions are kept after their last change: a day, and a clock's skew. */
  private static final Duration RETENTION = Duration.ofHours(25);

  private static final Duration SESSION_GAP = Duration.ofMinutes(30);

  /** Values of a dimension in an hour that are counted each by itself. */
  private static final int MOST_VALUES = 1_000;

  /** How long after a start no window is judged, besides the time that the start took. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /** What the warm tier keeps: its rule drops what is older. */
  private static final Duration WARM_RETENTION = Duration.ofDays(90);

  /** From the start of a minute until its changes are not told to open dashboards any more. */
  private static final Duration LIVE_RANGE = Duration.ofMinutes(5);

  /** How long a change waits for others of its funnel's cohort. */
  private static final Duration FUNNEL_FLUSH_INTERVAL = Duration.ofMinutes(1);

  /** Events of a user that are steps of a funnel: up to 60 bytes of state each. */
  private static final int MOST_STEPS_OF_A_USER = 1_000;

  private final Duration deduplicationHorizon;
  private final Duration hotRetention;
  private final Duration upsertInterval;

  /**
   * @param upsertInterval how long a window's whole waits, or a session: they are the larger part
   *     of what is stored
   */
  AnalyticsPipeline(Duration deduplicationHorizon, Duration hotRetention, Duration upsertInterval) {
    this.deduplicationHorizon = Objects.requireNonNull(deduplicationHorizon);
    this.hotRetention = Objects.requireNonNull(hotRetention);
    this.upsertInterval = Objects.requireNonNull(upsertInterval);
  }

  /**
   * Adds the pipeline from the accepted events to the hot tier, the lake, Kafka and alerts.
   *
   * @param historical events that only tiers take that reach back that far: the lake, the warm tier
   */
  void declare(
      StreamExecutionEnvironment environment,
      Source<AcceptedEvent, ?, ?> accepted,
      Source<AcceptedEvent, ?, ?> historical,
      Source<Definition, ?, ?> definitions,
      HotSinks hot,
      LakeSink lake,
      Sink<DescribedEvent> unique,
      Sink<LiveRecord> live,
      Sink<AlertRecord> alerts) {
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
    described.keyBy(lake.shuffle()).sinkTo(lake).uid("lake-events").name("lake events");
    DataStream<DescribedEvent> history = historicalEvents(environment, historical);
    // Writers and commits of its own: in those of live events a backfill's would be in their way.
    history.keyBy(lake.shuffle()).sinkTo(lake).uid("lake-historical").name("lake historical");
    // The union makes a task of its own of it.
    described
        .union(history)
        .process(new WithinRange("warm", WARM_RETENTION))
        .uid("within-warm-range")
        .name("within warm range")
        .sinkTo(unique)
        .uid("unique-events")
        .name("unique events");
    DataStream<DescribedEvent> hotEvents =
        described
            .process(new WithinRange("hot", hotRetention))
            .uid("within-hot-range")
            .name("within hot range");
    hotEvents.sinkTo(hot.events()).disableChaining().uid("hot-events").name("hot events");
    DataStream<AnalyticsEvent> events =
        hotEvents.flatMap(new ReadEvent()).uid("read-event").name("read event");
    SingleOutputStreamOperator<WindowUpdate> windows = declareWindows(events, hot);
    DataStream<SessionUpdate> sessions = declareSessions(events, hot);
    declareDirtyRanges(windows, sessions, hot);
    DataStream<Definition> defined =
        environment
            .fromSource(definitions, WatermarkStrategy.noWatermarks(), "definitions")
            .uid("definitions");
    DataStream<WindowFigures> figures = windows.getSideOutput(AggregateWindows.FIGURES);
    declareLive(figures, live);
    declareAlerts(figures, defined, alerts);
    declareFunnels(events, defined.broadcast(TrackFunnels.FUNNELS), hot);
  }

  /** Historical events, once each, for tiers that reach back as far as they do. */
  private DataStream<DescribedEvent> historicalEvents(
      StreamExecutionEnvironment environment, Source<AcceptedEvent, ?, ?> historical) {
    return environment
        .fromSource(historical, WatermarkStrategy.noWatermarks(), "historical events")
        .uid("historical-events")
        .keyBy(AcceptedEvent::userKey)
        .process(new Deduplicate(deduplicationHorizon))
        .uid("deduplicate-historical")
        .name("deduplicate historical")
        .map(DescribeDevice.whenNeeded())
        .uid("describe-device-historical")
        .name("describe device historical");
  }

  private static void declareFunnels(
      DataStream<AnalyticsEvent> events, BroadcastStream<Definition> definitions, HotSinks hot) {
    DataStream<AnalyticsEvent> ofUsers =
        events
            .filter(event -> !event.user().isEmpty())
            .uid("events-of-users")
            .name("events of users");
    // De-duplication has brought each user's events together already.
    DataStreamUtils.reinterpretAsKeyedStream(ofUsers, AnalyticsEvent::userKey)
        .connect(definitions)
        .process(new TrackFunnels(MOST_STEPS_OF_A_USER))
        .uid("track-funnels")
        .name("track funnels")
        .keyBy(MemberChange::cohort)
        .transform(
            "aggregate funnels",
            TypeInformation.of(FunnelRow.class),
            new AggregateFunnels(Cadence.every(FUNNEL_FLUSH_INTERVAL)))
        .uid("aggregate-funnels")
        .sinkTo(hot.funnels())
        .disableChaining()
        .uid("hot-funnels")
        .name("hot funnels");
  }

  private SingleOutputStreamOperator<WindowUpdate> declareWindows(
      DataStream<AnalyticsEvent> events, HotSinks hot) {
    SingleOutputStreamOperator<WindowUpdate> windows =
        events
            .transform(
                "pre-aggregate",
                TypeInformation.of(Contribution.class),
                new PreAggregate(Cadence.every(FLUSH_INTERVAL)))
            .uid("pre-aggregate")
            .keyBy(Contribution::seriesHour)
            .transform(
                "aggregate windows",
                TypeInformation.of(WindowUpdate.class),
                new AggregateWindows(
                    new Cadence(FLUSH_INTERVAL, STEP), upsertInterval, RETENTION, MOST_VALUES))
            .uid("aggregate-windows");
    windows
        .flatMap(new SplitMeasures())
        .uid("split-measures")
        .name("split measures")
        // In the same task: a window's sketches are larger than anything else in the job.
        .sinkTo(hot.windows())
        .uid("hot-windows")
        .name("hot windows");
    return windows;
  }

  private static void declareLive(DataStream<WindowFigures> windows, Sink<LiveRecord> live) {
    windows
        .process(new RecentMinutes(LIVE_RANGE))
        .uid("recent-minutes")
        .name("recent minutes")
        .keyBy(WindowFigures::customer)
        .transform(
            "gather live",
            TypeInformation.of(LiveRecord.class),
            new GatherLive(new Cadence(FLUSH_INTERVAL, STEP.multipliedBy(2))))
        .uid("gather-live")
        .sinkTo(live)
        .disableChaining()
        .uid("live")
        .name("live");
  }

  private static void declareAlerts(
      DataStream<WindowFigures> windows,
      DataStream<Definition> definitions,
      Sink<AlertRecord> alerts) {
    DataStream<Observation> observations =
        windows
            .connect(definitions.broadcast(FollowRules.RULES))
            .process(new FollowRules())
            .uid("follow-rules")
            .name("follow rules");
    definitions
        .keyBy(Definition::key)
        .connect(observations.keyBy(Observation::rule))
        .process(new JudgeWindows(SETTLING))
        .uid("judge-windows")
        .name("judge windows")
        .sinkTo(alerts)
        .disableChaining()
        .uid("alerts")
        .name("alerts");
  }

  private DataStream<SessionUpdate> declareSessions(
      DataStream<AnalyticsEvent> events, HotSinks hot) {
    // De-duplication has brought each user's events here already.
    DataStream<SessionUpdate> sessions =
        DataStreamUtils.reinterpretAsKeyedStream(events, AnalyticsEvent::userKey)
            .transform(
                "track sessions",
                TypeInformation.of(SessionUpdate.class),
                new TrackSessions(Cadence.every(upsertInterval), SESSION_GAP, RETENTION))
            .uid("track-sessions");
    sessions.sinkTo(hot.sessions()).disableChaining().uid("hot-sessions").name("hot sessions");
    return sessions;
  }

  private static void declareDirtyRanges(
      DataStream<WindowUpdate> windows, DataStream<SessionUpdate> sessions, HotSinks hot) {
    TypeInformation<DirtyRange> type = TypeInformation.of(DirtyRange.class);
    DataStream<DirtyRange> ofSessions =
        sessions
            .process(new TellDirtyRanges<SessionUpdate>(DirtyRange::of), type)
            .uid("dirty-sessions")
            .name("dirty sessions");
    windows
        .process(new TellDirtyRanges<WindowUpdate>(DirtyRange::of), type)
        .uid("dirty-windows")
        .name("dirty windows")
        .union(ofSessions)
        .sinkTo(hot.dirtyRanges())
        .disableChaining()
        .uid("hot-dirty-ranges")
        .name("hot dirty ranges");
  }
}
