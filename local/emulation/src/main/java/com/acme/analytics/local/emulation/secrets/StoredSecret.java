package com.acme.analytics.local.emulation.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secret with its versions, the current one last.
 *
 * @param createdSeconds when it was made, seconds since the epoch
 * @param versions at least one, the oldest first
 */
record StoredSecret(String name, String arn, long createdSeconds, List<Version> versions) {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";

  /** One value of a secret. */
  record Version(String id, String value, long createdSeconds) {}

  StoredSecret {
    versions = List.copyOf(versions);
  }

  StoredSecret with(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new StoredSecret(name, arn, createdSeconds, all);
  }

  Version current() {
    return versions.getLast();
  }

  /** The version with an id or a staging label; the current one where neither is given. */
  Optional<Version> version(Optional<String> id, Optional<String> stage) {
    return versions.stream()
        .filter(version -> id.isEmpty() || version.id().equals(id.get()))
        .filter(version -> stage.isEmpty() || stages(version).contains(stage.get()))
        .reduce((older, newer) -> newer);
  }

  /** The staging labels of a version; one that is neither current nor previous has none. */
  List<String> stages(Version version) {
    int age = versions.size() - 1 - versions.indexOf(version);
    return switch (age) {
      case 0 -> List.of(CURRENT);
      case 1 -> List.of(PREVIOUS);
      default -> List.of();
    };
  }
}
