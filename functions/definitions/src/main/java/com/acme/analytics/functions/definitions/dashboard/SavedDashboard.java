package com.acme.analytics.functions.definitions.dashboard;

import com.acme.analytics.core.dashboard.Dashboard;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A version of a dashboard.
 *
 * @param version 1 for the first, one more with each change
 * @param createdAt when the first version was saved, in whole milliseconds
 * @param updatedAt when this one was
 */
public record SavedDashboard(
    UUID id, int version, Instant createdAt, Instant updatedAt, Dashboard content) {
  public SavedDashboard {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(content, "content");
    if (version < 1) {
      throw new IllegalArgumentException("version: %d (expected: >= 1)".formatted(version));
    }
  }

  /** The version after this one. */
  SavedDashboard next(Dashboard changed, Instant at) {
    return new SavedDashboard(id, version + 1, createdAt, at, changed);
  }
}
