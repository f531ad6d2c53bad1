package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import java.util.Map;

/** What the function is told by its environment. */
final class IngestConfig {
  private IngestConfig() {}

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming the first variable that is missing, malformed or, among
   *     those that begin with {@code ACME_}, unknown
   */
  static IngestSettings from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    IngestSettings settings = IngestSettings.from(variables);
    variables.refuseOthers();
    return settings;
  }
}
