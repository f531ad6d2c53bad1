package com.acme.analytics.flink.funnel;

import java.util.ArrayList;
import java.util.List;

/** A cohort while it changes. */
final class OpenCohort {
  private final List<OpenStep> steps = new ArrayList<>();
  private final long windowMillis;
  private final boolean late;
  private final long version;

  /** A new one. */
  OpenCohort(int steps, long windowMillis, boolean late) {
    for (int i = 0; i < steps; i++) {
      this.steps.add(new OpenStep());
    }
    this.windowMillis = windowMillis;
    this.late = late;
    this.version = 0;
  }

  /** Of these counts, whose lists it may change. */
  OpenCohort(CohortCounts kept, long windowMillis) {
    kept.steps().forEach(step -> steps.add(new OpenStep(step)));
    this.windowMillis = windowMillis;
    this.late = kept.late();
    this.version = kept.version();
  }

  long windowMillis() {
    return windowMillis;
  }

  void apply(MemberChange change) {
    Progress before = change.before();
    Progress after = change.after();
    for (int i = 0; i < steps.size(); i++) {
      OpenStep step = steps.get(i);
      if (i < before.level() && i >= after.level()) {
        step.remove(change.userHash());
      } else if (i < after.level() && i >= before.level()) {
        step.add(change.userHash());
      }
    }
    for (int i = 0; i < before.gaps().size(); i++) {
      steps.get(i).times().removeFromBucket(before.gaps().get(i));
    }
    for (int i = 0; i < after.gaps().size(); i++) {
      steps.get(i).times().addToBucket(after.gaps().get(i));
    }
  }

  /**
   * As it is now. The clock versions it: after a failure the same counts can come about by other
   * changes, and must not lose against those given before. Only one that may miss members has low
   * versions: a fuller one that is stored stays.
   */
  CohortCounts counts(long nowMillis) {
    return new CohortCounts(
        late ? version + 1 : Math.max(version + 1, nowMillis),
        late,
        steps.stream().map(OpenStep::counts).toList());
  }
}
