package com.acme.analytics.flink.session;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.batch.TimeToLive;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps each user's sessions and gives those that have changed each interval. A pause of exactly
 * the gap parts two sessions. An event joins what it reaches whenever it comes, so a late one can
 * make two sessions one.
 *
 * <p>A session is known by its start. Every start that stops being one is told of, even if no
 * session was given under it: after a failure the same events come again in other moments, and what
 * was given before must not stay.
 */
public final class TrackSessions extends MicroBatchOperator<AnalyticsEvent, SessionUpdate> {
  private static final long serialVersionUID = 1L;

  /** Users gathered before they are handed on early: about a kilobyte each. */
  private static final int MOST_USERS = 20_000;

  private final Duration gap;
  private final Duration retention;
  private transient ValueState<List<Session>> state;
  private transient Map<String, Changes> changed;
  private transient Counter withdrawn;
  private transient Counter late;
  private transient Counter nobodys;

  /**
   * @param gap the pause that parts two sessions
   * @param retention how long a session is kept after its last change, longer than the gap
   */
  public TrackSessions(Cadence cadence, Duration gap, Duration retention) {
    super(cadence);
    this.gap = gap;
    this.retention = retention;
  }

  @Override
  public void open() throws Exception {
    ValueStateDescriptor<List<Session>> sessions =
        new ValueStateDescriptor<>("sessions", Types.LIST(TypeInformation.of(Session.class)));
    sessions.enableTimeToLive(TimeToLive.of(retention).build());
    state = getRuntimeContext().getState(sessions);
    changed = new HashMap<>();
    MetricGroup metrics = JobMetrics.of(getMetricGroup());
    withdrawn = metrics.counter("acme_stream_sessions_withdrawn_total");
    late = metrics.counter("acme_stream_sessions_late_total");
    nobodys = metrics.counter("acme_stream_sessions_nobodys_events_total");
    super.open();
  }

  @Override
  public void processElement(StreamRecord<AnalyticsEvent> element) throws Exception {
    AnalyticsEvent event = element.getValue();
    if (event.user().isEmpty()) {
      nobodys.inc();
      return;
    }
    Changes changes = changed.get(event.userKey());
    if (changes == null) {
      List<Session> known = state.value();
      changes =
          new Changes(event, new UserSessions(known == null ? List.of() : known, gap.toMillis()));
      changed.put(event.userKey(), changes);
    }
    boolean mayMiss = mayMissEarlierOnes(event);
    if (mayMiss) {
      late.inc();
    }
    changes.add(Session.of(event, mayMiss, now()));
    if (changed.size() >= MOST_USERS) {
      flushEarly();
    }
  }

  @Override
  protected void flush() throws Exception {
    long forgotten = now() - retention.toMillis();
    for (Map.Entry<String, Changes> entry : changed.entrySet()) {
      Changes changes = entry.getValue();
      changes.sessions.forgetUnchangedSince(forgotten);
      setCurrentKey(entry.getKey());
      state.update(changes.sessions.list());
      changes.updates().forEach(update -> output.collect(new StreamRecord<>(update)));
      withdrawn.inc(changes.gone.size());
    }
    changed.clear();
  }

  /** Whether a session it would belong to can have passed its retention. */
  private boolean mayMissEarlierOnes(AnalyticsEvent event) {
    return event.timestampMillis() < now() - retention.minusHours(1).toMillis();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** Of one user since the last flush. */
  private static final class Changes {
    private final AnalyticsEvent of;
    private final UserSessions sessions;
    private final Set<Long> starts = new HashSet<>();
    private final List<Long> gone = new ArrayList<>();

    Changes(AnalyticsEvent of, UserSessions sessions) {
      this.of = of;
      this.sessions = sessions;
    }

    void add(Session added) {
      starts.add(sessions.add(added, gone).startMillis());
      // The event itself may have moved a start that this very moment had given.
      starts.removeAll(gone);
    }

    List<SessionUpdate> updates() {
      List<SessionUpdate> updates = new ArrayList<>();
      for (Session session : sessions.list()) {
        if (starts.contains(session.startMillis())) {
          updates.add(update(session.startMillis(), session));
        }
      }
      gone.forEach(start -> updates.add(update(start, null)));
      return updates;
    }

    private SessionUpdate update(long start, Session session) {
      return new SessionUpdate(of.customer(), of.user(), of.userHash(), start, session);
    }
  }
}
