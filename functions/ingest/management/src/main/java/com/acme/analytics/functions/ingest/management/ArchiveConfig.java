package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.config.EnvironmentVariables;
import java.util.Map;

/**
 * What the archive's function is told by its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: dev, staging or prod
 * @param rejectedBucket {@code ACME_REJECTED_BUCKET}: S3 bucket of refused events
 */
record ArchiveConfig(String environment, String rejectedBucket) {

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming the first variable that is missing, malformed or, among
   *     those that begin with {@code ACME_}, unknown
   */
  static ArchiveConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    ArchiveConfig config =
        new ArchiveConfig(
            variables.text("ACME_ENVIRONMENT"), variables.text("ACME_REJECTED_BUCKET"));
    variables.refuseOthers();
    return config;
  }
}
