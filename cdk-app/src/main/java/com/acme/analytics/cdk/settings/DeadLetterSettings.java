package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * The archive of refused events.
 *
 * @param retention how long a refused event can be looked at and replayed
 * @param archive the function that writes it; a partition of the topic has one invocation at a time
 */
public record DeadLetterSettings(Duration retention, FunctionSettings archive) {
  public DeadLetterSettings {
    Expect.between("retention", retention, Duration.ofDays(1), Duration.ofDays(365));
    Objects.requireNonNull(archive, "archive");
  }
}
