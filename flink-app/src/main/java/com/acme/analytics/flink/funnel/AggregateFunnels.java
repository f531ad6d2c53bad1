package com.acme.analytics.flink.funnel;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.batch.TimeToLive;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Adds up the members of cohorts, and gives the cohorts that have changed each interval. */
public final class AggregateFunnels extends MicroBatchOperator<MemberChange, FunnelRow> {
  private static final long serialVersionUID = 1L;

  /** Cohorts gathered before they are handed on early: up to 33 kB for each step of a large one. */
  private static final int MOST_COHORTS = 2_000;

  private transient Map<Retention, ValueState<CohortCounts>> states;
  private transient Map<Cohort, OpenCohort> changed;

  public AggregateFunnels(Cadence cadence) {
    super(cadence);
  }

  @Override
  public void open() throws Exception {
    states = new EnumMap<>(Retention.class);
    for (Retention retention : Retention.values()) {
      ValueStateDescriptor<CohortCounts> descriptor =
          new ValueStateDescriptor<>(
              retention.stateName("cohorts"), TypeInformation.of(CohortCounts.class));
      descriptor.enableTimeToLive(TimeToLive.of(retention.duration()).build());
      states.put(retention, getRuntimeContext().getState(descriptor));
    }
    changed = new HashMap<>();
    super.open();
  }

  @Override
  public void processElement(StreamRecord<MemberChange> element) throws Exception {
    MemberChange change = element.getValue();
    OpenCohort cohort = changed.get(change.cohort());
    if (cohort == null) {
      cohort = open(change);
      changed.put(change.cohort(), cohort);
    }
    cohort.apply(change);
    if (changed.size() >= MOST_COHORTS) {
      flushEarly();
    }
  }

  /** The current key's cohort; the key is that of the record being processed. */
  private OpenCohort open(MemberChange change) throws Exception {
    Retention retention = Retention.of(change.windowMillis());
    CohortCounts kept = states.get(retention).value();
    return kept == null
        ? new OpenCohort(
            change.steps(),
            change.windowMillis(),
            change.cohort().minute() < now() - retention.duration().minusHours(1).toMillis())
        : new OpenCohort(kept, change.windowMillis());
  }

  @Override
  protected void flush() throws Exception {
    for (Map.Entry<Cohort, OpenCohort> entry : changed.entrySet()) {
      Cohort cohort = entry.getKey();
      setCurrentKey(cohort);
      CohortCounts counts = entry.getValue().counts(now());
      states.get(Retention.of(entry.getValue().windowMillis())).update(counts);
      boolean deleted = counts.steps().get(0).members() == 0;
      for (int i = 0; i < counts.steps().size(); i++) {
        output.collect(
            new StreamRecord<>(
                new FunnelRow(
                    cohort.customer(),
                    cohort.funnel(),
                    cohort.value(),
                    cohort.minute(),
                    i + 1,
                    counts.steps().get(i),
                    counts.version(),
                    deleted)));
      }
    }
    changed.clear();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
