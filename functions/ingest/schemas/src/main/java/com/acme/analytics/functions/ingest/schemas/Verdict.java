package com.acme.analytics.functions.ingest.schemas;

/** What an event's schema says about its properties. */
public sealed interface Verdict {
  /** The event has no schema, or one that is off. */
  record NoSchema() implements Verdict {}

  /**
   * The properties are as the schema wants them.
   *
   * @param version of the schema
   */
  record Valid(int version) implements Verdict {}

  /**
   * The properties are not as the schema wants them.
   *
   * @param version of the schema
   * @param mode {@link Mode#ENFORCE} or {@link Mode#WARN}
   * @param pointer JSON pointer (RFC 6901) below the properties to the first violation
   * @param detail the value found there, cut, and what was expected
   */
  record Violation(int version, Mode mode, String pointer, String detail) implements Verdict {}
}
