package com.acme.analytics.cdk.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The built parts that the stacks ship.
 *
 * @param root of the checkout
 */
public record Artifacts(Path root) {
  public Path ingestFunction() {
    return builtByMaven("functions/ingest/lambda", "ingest-lambda.jar");
  }

  public Path queryFunction() {
    return builtByMaven("functions/query", "query-lambda.jar");
  }

  public Path provisioningFunctions() {
    return builtByMaven("functions/provisioning", "provisioning-lambda.jar");
  }

  public Path streamingJob() {
    return builtByMaven("flink-app", "flink-app.jar");
  }

  public Path dashboard() {
    return existing("dashboard/dist", "(cd dashboard && npm ci && npm run build)");
  }

  private Path builtByMaven(String module, String jar) {
    return existing(module + "/target/" + jar, "mvn -pl " + module + " -am package");
  }

  private Path existing(String path, String command) {
    Path artifact = root.resolve(path).toAbsolutePath().normalize();
    if (!Files.exists(artifact)) {
      throw new IllegalStateException(artifact + " is not built (expected after: " + command + ")");
    }
    return artifact;
  }
}
