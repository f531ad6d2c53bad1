package com.acme.analytics.functions.ingest.schemas.compile;

/**
 * A JSON pointer (RFC 6901) that grows downwards.
 *
 * @param value empty for the whole document
 */
public record Pointer(String value) {
  /** The whole document. */
  public static final Pointer ROOT = new Pointer("");

  /** The member of this object. */
  public Pointer child(String name) {
    return new Pointer(value + '/' + escape(name));
  }

  /** The element of this array, counted from 0. */
  public Pointer child(int index) {
    return new Pointer(value + '/' + index);
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  @Override
  public String toString() {
    return value;
  }
}
