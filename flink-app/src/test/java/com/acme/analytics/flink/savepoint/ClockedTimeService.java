package com.acme.analytics.flink.savepoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;

/** A task's timers by the job's clock. */
record ClockedTimeService(ProcessingTimeService real, JobClock clock)
    implements ProcessingTimeService {
  @Override
  public Clock getClock() {
    return clock;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long millis, ProcessingTimeCallback callback) {
    return real.registerTimer(clock.realMillis(millis), any -> callback.onProcessingTime(millis));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      ProcessingTimeCallback callback, long delay, long period) {
    return real.scheduleAtFixedRate(
        any -> callback.onProcessingTime(clock.absoluteTimeMillis()),
        clock.realDuration(delay),
        clock.realDuration(period));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      ProcessingTimeCallback callback, long delay, long period) {
    return real.scheduleWithFixedDelay(
        any -> callback.onProcessingTime(clock.absoluteTimeMillis()),
        clock.realDuration(delay),
        clock.realDuration(period));
  }

  @Override
  public CompletableFuture<Void> quiesce() {
    return real.quiesce();
  }
}
