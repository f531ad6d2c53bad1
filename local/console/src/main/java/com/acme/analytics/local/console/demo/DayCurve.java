package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** How busy a shop is through a visitor's day: quiet at night, busiest in the evening. */
final class DayCurve {
  private static final double[] BY_HOUR = {
    0.25, 0.14, 0.08, 0.06, 0.07, 0.14, 0.32, 0.55, 0.72, 0.83, 0.90, 0.93,
    0.98, 0.94, 0.88, 0.86, 0.88, 0.95, 1.08, 1.28, 1.42, 1.36, 0.96, 0.52
  };

  /** The highest value of {@link #at}. */
  static final double PEAK = 1.42;

  private DayCurve() {}

  /** From 0 to {@link #PEAK}, straight between the hours. */
  static double at(Instant time, ZoneId zone) {
    LocalTime local = LocalTime.ofInstant(time, zone);
    double next = BY_HOUR[(local.getHour() + 1) % BY_HOUR.length];
    double part = local.getMinute() / 60.0;
    return BY_HOUR[local.getHour()] * (1 - part) + next * part;
  }
}
