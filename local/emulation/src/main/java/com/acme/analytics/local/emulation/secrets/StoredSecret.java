package com.acme.analytics.local.emulation.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A secret with its versions, the newest last. */
record StoredSecret(
    String arn,
    String name,
    Optional<String> description,
    Instant created,
    List<SecretVersion> versions) {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";

  /** By name, by ARN, or by ARN without its last hyphen and six characters. */
  boolean isNamed(String id) {
    return id.equals(name)
        || id.equals(arn)
        || id.equals(arn.substring(0, arn.length() - "-123456".length()));
  }

  Optional<String> currentText() {
    return versions.stream()
        .filter(version -> version.hasStage(CURRENT))
        .findFirst()
        .flatMap(SecretVersion::string);
  }

  Instant lastChanged() {
    return versions.isEmpty() ? created : versions.getLast().created();
  }

  /**
   * Adds a version. A stage is on one version at a time; the version that {@code AWSCURRENT} leaves
   * becomes {@code AWSPREVIOUS}.
   */
  StoredSecret with(SecretVersion added) {
    List<SecretVersion> all = new ArrayList<>();
    for (SecretVersion version : versions) {
      List<String> stages = new ArrayList<>(version.stages());
      boolean wasCurrent = stages.contains(CURRENT) && added.hasStage(CURRENT);
      stages.removeAll(added.stages());
      if (added.hasStage(CURRENT)) {
        stages.remove(PREVIOUS);
      }
      if (wasCurrent) {
        stages.add(PREVIOUS);
      }
      if (!stages.isEmpty()) {
        all.add(version.withStages(stages));
      }
    }
    all.add(added);
    return new StoredSecret(arn, name, description, created, List.copyOf(all));
  }
}
