package com.acme.analytics.functions.ingest.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a new version of a schema owes the one before it. */
enum Compatibility {
  /** It accepts everything that the one before accepted. */
  BACKWARD,
  /** Nothing. */
  NONE;

  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Compatibility> of(String value) {
    return Arrays.stream(values()).filter(each -> each.value().equals(value)).findFirst();
  }
}
