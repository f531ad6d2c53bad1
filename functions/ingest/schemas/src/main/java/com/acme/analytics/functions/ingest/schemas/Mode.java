package com.acme.analytics.functions.ingest.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an event that violates its schema. */
public enum Mode {
  /** It is refused. */
  ENFORCE,
  /** It is accepted and marked. */
  WARN,
  /** Nobody looks. */
  OFF;

  /** The mode as it stands in documents, for example {@code enforce}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a value; empty when there is none. */
  public static Optional<Mode> of(String value) {
    return Arrays.stream(values()).filter(mode -> mode.value().equals(value)).findFirst();
  }
}
