package com.acme.analytics.flink.funnel;

import com.acme.analytics.flink.batch.TimeToLive;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows each user through each funnel of its customer, and tells of each change of how far it has
 * come. An event counts whenever it comes, by its time alone: one that is late changes what was
 * said of the user before.
 *
 * <p>What was said last is state, as the events are: after a restore nothing is said twice.
 */
public final class TrackFunnels
    extends KeyedBroadcastProcessFunction<String, AnalyticsEvent, Definition, MemberChange> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TrackFunnels.class);

  /** Every funnel by its key. */
  public static final MapStateDescriptor<String, Definition> FUNNELS =
      new MapStateDescriptor<>("funnels", Types.STRING, TypeInformation.of(Definition.class));

  private final int mostMoments;
  private transient Map<Retention, MapStateDescriptor<String, UserFunnel>> descriptors;
  private transient Map<Retention, MapState<String, UserFunnel>> states;
  private transient FunnelsOfCustomers funnels;
  private transient Counter overflowing;
  private transient Counter unreadable;

  /**
   * @param mostMoments events that are steps, of one user and funnel; those beyond are counted, and
   *     play no part
   */
  public TrackFunnels(int mostMoments) {
    this.mostMoments = mostMoments;
  }

  @Override
  public void open(OpenContext context) {
    descriptors = new EnumMap<>(Retention.class);
    states = new EnumMap<>(Retention.class);
    for (Retention retention : Retention.values()) {
      MapStateDescriptor<String, UserFunnel> descriptor =
          new MapStateDescriptor<>(
              retention.stateName("user-funnels"),
              Types.STRING,
              TypeInformation.of(UserFunnel.class));
      descriptor.enableTimeToLive(TimeToLive.of(retention.duration()).build());
      descriptors.put(retention, descriptor);
      states.put(retention, getRuntimeContext().getMapState(descriptor));
    }
    overflowing =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_funnels_overflowing_events_total");
    unreadable =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_funnels_unreadable_definitions_total");
  }

  @Override
  public void processBroadcastElement(
      Definition definition, Context context, Collector<MemberChange> out) throws Exception {
    if (!FunnelsOfCustomers.isFunnel(definition)) {
      return;
    }
    BroadcastState<String, Definition> defined = context.getBroadcastState(FUNNELS);
    restore(defined);
    if (definition.json() == null) {
      if (defined.contains(definition.key())) {
        defined.remove(definition.key());
        funnels.remove(definition);
        forget(definition.id(), context);
      }
    } else if (put(definition)) {
      defined.put(definition.key(), definition);
    }
  }

  @Override
  public void processElement(
      AnalyticsEvent event, ReadOnlyContext context, Collector<MemberChange> out) throws Exception {
    restore(context.getBroadcastState(FUNNELS));
    for (FunnelMatcher matcher : funnels.of(event.customer())) {
      int steps = matcher.steps(event);
      if (steps != 0) {
        long now = context.currentProcessingTime();
        follow(event, matcher, steps, now, out);
      }
    }
  }

  private void follow(
      AnalyticsEvent event, FunnelMatcher matcher, int steps, long now, Collector<MemberChange> out)
      throws Exception {
    Retention retention = Retention.of(matcher.chains().windowMillis());
    MapState<String, UserFunnel> state = states.get(retention);
    String id = matcher.funnel().id().toString();
    UserFunnel kept = state.get(id);
    UserJourney journey =
        new UserJourney(
            matcher.chains(),
            kept == null ? new ArrayList<>() : new ArrayList<>(kept.moments()),
            kept == null ? new HashMap<>() : new HashMap<>(kept.members()));
    StepMoment moment =
        new StepMoment(
            event.timestampMillis(),
            event.eventIdHigh(),
            event.eventIdLow(),
            steps,
            (steps & 1) == 0 ? "" : matcher.value(event),
            now);
    journey.forget(now - retention.duration().toMillis());
    if (journey.size() >= mostMoments) {
      overflowing.inc();
      return;
    }
    List<JourneyChange> changes = journey.add(moment);
    state.put(id, journey.kept());
    for (JourneyChange change : changes) {
      tell(event, matcher, change, out);
    }
  }

  private static void tell(
      AnalyticsEvent event,
      FunnelMatcher matcher,
      JourneyChange change,
      Collector<MemberChange> out) {
    Member before = change.before();
    Member after = change.after();
    if (before == null) {
      out.collect(change(event, matcher, change, after.value(), Progress.NONE, after.progress()));
    } else if (before.value().equals(after.value())) {
      out.collect(
          change(event, matcher, change, after.value(), before.progress(), after.progress()));
    } else {
      out.collect(change(event, matcher, change, before.value(), before.progress(), Progress.NONE));
      out.collect(change(event, matcher, change, after.value(), Progress.NONE, after.progress()));
    }
  }

  private static MemberChange change(
      AnalyticsEvent event,
      FunnelMatcher matcher,
      JourneyChange change,
      String value,
      Progress before,
      Progress after) {
    return new MemberChange(
        new Cohort(event.customer(), matcher.funnel().id().toString(), value, change.minute()),
        matcher.chains().steps(),
        matcher.chains().windowMillis(),
        event.userHash(),
        before,
        after);
  }

  private void forget(String id, Context context) throws Exception {
    for (MapStateDescriptor<String, UserFunnel> descriptor : descriptors.values()) {
      context.applyToKeyedState(descriptor, (user, state) -> state.remove(id));
    }
  }

  /** The index of the funnels is not part of checkpoints: it is made of the funnels that are. */
  private void restore(ReadOnlyBroadcastState<String, Definition> defined) throws Exception {
    if (funnels == null) {
      funnels = new FunnelsOfCustomers();
      for (Map.Entry<String, Definition> funnel : defined.immutableEntries()) {
        put(funnel.getValue());
      }
    }
  }

  private boolean put(Definition definition) {
    try {
      funnels.put(definition);
      return true;
    } catch (UnreadableFunnelException e) {
      unreadable.inc();
      LOG.error("unreadable funnel", e);
      return false;
    }
  }
}
