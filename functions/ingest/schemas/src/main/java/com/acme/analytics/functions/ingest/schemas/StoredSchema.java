package com.acme.analytics.functions.ingest.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One version of an event's schema. The text never changes, the mode may.
 *
 * @param text JSON without insignificant white space
 */
public record StoredSchema(SchemaVersion version, String text) {
  /** A schema that is about to be stored. */
  static StoredSchema of(String event, int version, Mode mode, String text, Instant createdAt) {
    return new StoredSchema(new SchemaVersion(event, version, mode, sha256(text), createdAt), text);
  }

  StoredSchema withMode(Mode mode) {
    return new StoredSchema(version.withMode(mode), text);
  }

  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
