package com.acme.analytics.functions.query.plan;

import java.util.Locale;

/** Where events are held, the fastest first. */
public enum Tier {
  /** ClickHouse: every event of the last days. */
  HOT,
  /** Druid: events of the last months, rolled up to the minute. */
  WARM,
  /** Parquet on S3: every event. */
  LAKE;

  /** Its name in answers, for example {@code hot}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
