package com.acme.analytics.functions.ingest.schemas;

/** What a schema says about an event. */
public sealed interface Verdict {
  /** There is none for this event, or it is switched off. */
  record NoSchema() implements Verdict {}

  /**
   * The event is as its schema wants it.
   *
   * @param version of the schema
   */
  record Valid(int version) implements Verdict {}

  /**
   * The event is not.
   *
   * @param version of the schema
   * @param mode {@link Mode#ENFORCE} or {@link Mode#WARN}
   * @param pointer RFC 6901 pointer below the properties; empty for the properties themselves
   * @param detail the value found and what was expected
   */
  record Violation(int version, Mode mode, String pointer, String detail) implements Verdict {}
}
