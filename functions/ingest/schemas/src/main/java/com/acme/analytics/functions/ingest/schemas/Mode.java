package com.acme.analytics.functions.ingest.schemas;

/** What becomes of an event that violates its schema. */
public enum Mode {
  /** It is refused. */
  ENFORCE,
  /** It is accepted with a warning. */
  WARN,
  /** Nothing: it isn't checked. */
  OFF
}
