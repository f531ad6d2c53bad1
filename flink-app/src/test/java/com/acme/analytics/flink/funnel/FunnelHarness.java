package com.acme.analytics.flink.funnel;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.definition.Definition;
import com.acme.analytics.flink.event.AnalyticsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Both operators of funnels, one after the other; their clocks stand until they are moved. */
public final class FunnelHarness implements AutoCloseable {
  private final KeyedBroadcastOperatorTestHarness<String, AnalyticsEvent, Definition, MemberChange>
      track;
  private final KeyedOneInputStreamOperatorTestHarness<Cohort, MemberChange, FunnelRow> aggregate;
  private int handedOn;
  private long clock;

  /** As a new job has them. */
  public static FunnelHarness of(int mostMoments) throws Exception {
    FunnelHarness harness = new FunnelHarness(mostMoments);
    harness.open();
    return harness;
  }

  private FunnelHarness(int mostMoments) throws Exception {
    track =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new TrackFunnels(mostMoments), List.of(TrackFunnels.FUNNELS)),
            AnalyticsEvent::userKey,
            Types.STRING,
            1,
            1,
            0);
    aggregate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AggregateFunnels(Cadence.every(Duration.ofSeconds(1))),
            MemberChange::cohort,
            TypeInformation.of(Cohort.class));
  }

  private void open() throws Exception {
    track.open();
    aggregate.open();
  }

  /** What a checkpoint has of both. */
  record Checkpoint(OperatorSubtaskState track, OperatorSubtaskState aggregate) {}

  /** As a restarted job has them. */
  static FunnelHarness restored(int mostMoments, Checkpoint checkpoint) throws Exception {
    FunnelHarness harness = new FunnelHarness(mostMoments);
    harness.track.initializeState(checkpoint.track());
    harness.aggregate.initializeState(checkpoint.aggregate());
    harness.open();
    return harness;
  }

  Checkpoint checkpoint() throws Exception {
    handOn();
    aggregate.prepareSnapshotPreBarrier(1);
    return new Checkpoint(track.snapshot(1, 1), aggregate.snapshot(1, 1));
  }

  /** The funnel's definition comes. */
  public void define(Funnel funnel) throws Exception {
    track.processBroadcastElement(
        new Definition(
            funnel.customer().value(), "funnel", funnel.id().toString(), funnel.toJson()),
        0);
  }

  void delete(Funnel funnel) throws Exception {
    track.processBroadcastElement(
        new Definition(funnel.customer().value(), "funnel", funnel.id().toString(), null), 0);
  }

  /** The events come, and after each so many of them the interval ends. */
  public void add(List<AnalyticsEvent> events, int flushEvery) throws Exception {
    for (int i = 0; i < events.size(); i++) {
      track.processElement(events.get(i), 0);
      if ((i + 1) % flushEvery == 0 || i + 1 == events.size()) {
        flush();
      }
    }
  }

  private void flush() throws Exception {
    handOn();
    clock += 1_000;
    aggregate.setProcessingTime(clock);
  }

  private void handOn() throws Exception {
    List<MemberChange> changes = track.extractOutputValues();
    for (; handedOn < changes.size(); handedOn++) {
      aggregate.processElement(changes.get(handedOn), 0);
    }
  }

  /** All rows given. */
  public List<FunnelRow> rows() {
    return new ArrayList<>(aggregate.extractOutputValues());
  }

  @Override
  public void close() throws Exception {
    track.close();
    aggregate.close();
  }
}
