package com.acme.analytics.flink.funnel;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.flink.window.DistinctUsers;

/** The counts of one step while they change. */
final class OpenStep {
  private long members;
  private final DistinctUsers users;
  private final Histogram times;

  OpenStep() {
    users = new DistinctUsers();
    times = new Histogram();
  }

  /** Of these counts, which it may change. */
  OpenStep(StepCounts counts) {
    members = counts.members();
    users = DistinctUsers.of(counts.users());
    times = Histogram.of(counts.buckets(), counts.bucketCounts());
  }

  void add(long userHash) {
    members++;
    users.add(userHash);
  }

  /** A cohort that was forgotten may not know who is taken back. */
  void remove(long userHash) {
    members = Math.max(0, members - 1);
    users.remove(userHash);
  }

  Histogram times() {
    return times;
  }

  StepCounts counts() {
    return new StepCounts(members, users.hashes(), times.buckets(), times.counts());
  }
}
