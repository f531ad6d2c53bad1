package com.acme.analytics.core.lake;

/** A column's type. Only primitive ones: each engine and each declaration has them. */
public enum LakeType {
  /** UTF-8 text. */
  STRING("string"),
  /** 64 bits, signed. */
  LONG("long"),
  /** 32 bits, signed. */
  INTEGER("int"),
  /** True or false. */
  BOOLEAN("boolean"),
  /** An instant with microseconds; SQL's TIMESTAMP WITH TIME ZONE. */
  TIMESTAMP("timestamptz");

  private final String iceberg;

  LakeType(String iceberg) {
    this.iceberg = iceberg;
  }

  /**
   * The name in Iceberg's metadata.
   *
   * @see <a href="https://iceberg.apache.org/spec/#primitive-types">Iceberg: primitive types</a>
   */
  public String iceberg() {
    return iceberg;
  }
}
