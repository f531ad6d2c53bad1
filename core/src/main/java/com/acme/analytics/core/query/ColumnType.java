package com.acme.analytics.core.query;

import java.util.Locale;

/** What the values of an answer's column are; any but a time may be null. */
public enum ColumnType {
  STRING,
  INTEGER,
  /** An IEEE 754 double. */
  NUMBER,
  /** RFC 3339 in UTC. */
  TIME;

  /** The type's name as it stands in answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
