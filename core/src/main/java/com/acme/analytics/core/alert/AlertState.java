package com.acme.analytics.core.alert;

import java.util.Locale;

/** Where an alert is in its life: opened once, updated while it is open, closed once. */
public enum AlertState {
  OPENED,
  UPDATED,
  CLOSED;

  /** As it is written, for example {@code opened}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
