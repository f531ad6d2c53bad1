package com.acme.analytics.local.platform;

import java.util.Locale;

/** A store of events. Without the last two, queries beyond the hot one are partial. */
enum StoreTier {
  /** ClickHouse. */
  HOT,
  /** Druid: some 500 MB. */
  WARM,
  /** A Trino that reads the lake, which is written in any case: some 800 MB. */
  LAKE;

  /** As the command line has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
