package com.acme.analytics.flink.savepoint;

import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.clock.Clock;

/**
 * Processing time that begins at a moment of the test's choice, so that state of years ago is as
 * old as it was then, and runs faster than the real one.
 */
public final class JobClock extends Clock {
  private static final String START = "test.clock.start";
  private static final String REAL_START = "test.clock.real-start";
  private static final String SPEED = "test.clock.speed";

  private final long startMillis;
  private final long realStartMillis;
  private final int speed;

  private JobClock(long startMillis, long realStartMillis, int speed) {
    this.startMillis = startMillis;
    this.realStartMillis = realStartMillis;
    this.speed = speed;
  }

  /** Lets the job's clock begin now. */
  public static void set(Configuration job, Instant start, int speed) {
    job.setString(START, Long.toString(start.toEpochMilli()));
    job.setString(REAL_START, Long.toString(System.currentTimeMillis()));
    job.setString(SPEED, Integer.toString(speed));
  }

  /** The clock that was set. */
  public static JobClock of(Configuration job) {
    return new JobClock(
        Long.parseLong(job.getString(START, "")),
        Long.parseLong(job.getString(REAL_START, "")),
        Integer.parseInt(job.getString(SPEED, "")));
  }

  @Override
  public long absoluteTimeMillis() {
    return startMillis + (System.currentTimeMillis() - realStartMillis) * speed;
  }

  @Override
  public long relativeTimeMillis() {
    return absoluteTimeMillis();
  }

  @Override
  public long relativeTimeNanos() {
    return absoluteTimeMillis() * 1_000_000;
  }

  /** When the real clock stands where this one shows the time. */
  long realMillis(long millis) {
    return realStartMillis + Math.ceilDiv(millis - startMillis, (long) speed);
  }

  long realDuration(long millis) {
    return Math.ceilDiv(millis, (long) speed);
  }
}
