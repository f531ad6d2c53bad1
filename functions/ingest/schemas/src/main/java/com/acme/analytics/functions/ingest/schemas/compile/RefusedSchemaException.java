package com.acme.analytics.functions.ingest.schemas.compile;

import java.util.Objects;

/** A schema that is not taken, with the place and the reason. */
public final class RefusedSchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * @param pointer JSON pointer into the schema
   * @param detail the value found and what was expected
   */
  public RefusedSchemaException(Pointer pointer, String detail) {
    super(Objects.requireNonNull(detail, "detail"));
    this.pointer = pointer.value();
  }

  /** JSON pointer into the schema. */
  public String pointer() {
    return pointer;
  }
}
