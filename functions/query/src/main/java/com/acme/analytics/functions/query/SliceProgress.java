package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.job.JobProgress;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the slices of an answer under way. */
final class SliceProgress implements AnswerObserver {
  private final AtomicInteger slices = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  @Override
  public void planned(int count) {
    slices.set(count);
  }

  @Override
  public void sliceAnswered() {
    answered.incrementAndGet();
  }

  JobProgress now() {
    return new JobProgress(answered.get(), slices.get());
  }
}
