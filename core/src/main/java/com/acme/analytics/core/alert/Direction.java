package com.acme.analytics.core.alert;

import java.util.Locale;

/** On which side of what is expected a value is an anomaly. */
public enum Direction {
  UP,
  DOWN,
  BOTH;

  /** As it is written, for example {@code up}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a value that lies so many deviations above what is expected, at least, counts. */
  public boolean exceeds(double score, double sigma) {
    return (this != DOWN && score > sigma) || (this != UP && score < -sigma);
  }
}
