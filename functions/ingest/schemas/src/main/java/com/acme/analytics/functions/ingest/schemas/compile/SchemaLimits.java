package com.acme.analytics.functions.ingest.schemas.compile;

/** Bounds on one schema. They are part of the API: docs/formats/schemas.md. */
public final class SchemaLimits {
  /** UTF-8 bytes of a schema without insignificant white space. */
  public static final int TEXT_BYTES = 64 * 1024;

  /** Levels of objects and arrays, the schema itself included. */
  public static final int DEPTH = 32;

  /** Levels of subschemas where references are followed. */
  public static final int REFERENCE_DEPTH = 64;

  /** Keywords of all subschemas together. */
  public static final int KEYWORDS = 5_000;

  /**
   * What a schema may do for each character or member of an event, as {@link WorkEstimate} counts
   * it: keeps the worst event of 32 KiB at about a second of one core.
   */
  public static final int WORK = 2_000;

  /** Characters of one regular expression. */
  public static final int PATTERN_CHARS = 500;

  /** Instructions of one compiled regular expression; matching costs this much a character. */
  public static final int PATTERN_INSTRUCTIONS = 1_000;

  /** Instructions of all regular expressions together: some dozens of bytes each in memory. */
  public static final int INSTRUCTIONS = 5_000;

  /** Characters of a number. */
  public static final int NUMBER_CHARS = 64;

  private SchemaLimits() {}
}
