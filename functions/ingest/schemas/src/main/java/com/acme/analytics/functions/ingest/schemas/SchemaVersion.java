package com.acme.analytics.functions.ingest.schemas;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of one version of an event's schema apart from the schema.
 *
 * @param version from 1, without gaps
 * @param sha256 of the schema's text, in lower-case hexadecimal
 */
public record SchemaVersion(
    String event, int version, Mode mode, String sha256, Instant createdAt) {
  public SchemaVersion {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(createdAt, "createdAt");
    if (version < 1) {
      throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
    }
  }

  SchemaVersion withMode(Mode other) {
    return new SchemaVersion(event, version, other, sha256, createdAt);
  }
}
