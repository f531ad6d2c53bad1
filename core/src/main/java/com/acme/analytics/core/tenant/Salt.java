package com.acme.analytics.core.tenant;

import java.security.SecureRandom;

/** The secret that makes a customer's pseudonyms its own. */
public final class Salt {
  /** Length in bytes. */
  public static final int BYTES = 32;

  private final byte[] value;

  private Salt(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException(
          "salt: " + value.length + " bytes (expected: " + BYTES + ")");
    }
    this.value = value.clone();
  }

  public static Salt of(byte[] value) {
    return new Salt(value);
  }

  public static Salt generate(SecureRandom random) {
    byte[] value = new byte[BYTES];
    random.nextBytes(value);
    return new Salt(value);
  }

  /** The secret itself, to key a hash or to store. */
  public byte[] reveal() {
    return value.clone();
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Salt[redacted]";
  }
}
