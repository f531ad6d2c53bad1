package com.acme.analytics.local.emulation.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a secret.
 *
 * @param string the value, where it is a text
 * @param binary the value in base64, where it is not
 * @param stages such as {@code AWSCURRENT}; none means that the version may be forgotten
 */
record SecretVersion(
    String id,
    Optional<String> string,
    Optional<String> binary,
    List<String> stages,
    Instant created) {

  SecretVersion withStages(List<String> newStages) {
    return new SecretVersion(id, string, binary, List.copyOf(newStages), created);
  }

  boolean hasStage(String stage) {
    return stages.contains(stage);
  }
}
