package com.acme.analytics.core.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A secret that identifies a customer's application. Only its hash is ever stored. The key is 192
 * random bits, so a plain SHA-256 is enough: there is no dictionary to try, and no salt is needed.
 */
public final class ApiKey {
  /** What every key begins with. */
  public static final String PREFIX = "acme_";

  private static final int RANDOM_BYTES = 24;

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /** A new key, for example {@code acme_dev_6Jc0...}. */
  public static ApiKey generate(String environment, SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new ApiKey(PREFIX + environment + "_" + secret);
  }

  /** A key as a client sent it. Anything is accepted here; only a stored hash makes it valid. */
  public static ApiKey of(String value) {
    Objects.requireNonNull(value, "value");
    return new ApiKey(value);
  }

  /** SHA-256 of the key in lower-case hexadecimal: the partition key of the table of API keys. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The secret itself, to hand to its owner once. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key && key.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "ApiKey[redacted]";
  }
}
