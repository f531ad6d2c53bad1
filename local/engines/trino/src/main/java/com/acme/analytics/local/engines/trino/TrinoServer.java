package com.acme.analytics.local.engines.trino;

import io.trino.Session;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.TestingSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A coordinator that is its own worker, with one catalog, {@code awsdatacatalog}, which is what
 * Athena calls Glue's. A query of the lake without its customer and hour is refused.
 */
public final class TrinoServer {
  private TrinoServer() {}

  /**
   * Runs until the JVM is told to exit. The S3 key is in the AWS SDK's environment variables.
   *
   * @param args the port; the URL of the Iceberg REST catalog; that of S3; a directory for its own
   *     files
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: port, catalog, S3, directory)"
              .formatted(Arrays.toString(args)));
    }
    Map<String, String> environment = System.getenv();
    Session session =
        TestingSession.testSessionBuilder()
            .setCatalog("awsdatacatalog")
            .setSchema("default")
            .build();
    DistributedQueryRunner trino =
        DistributedQueryRunner.builder(session)
            .setWorkerCount(0)
            .setBaseDataDir(Optional.of(Path.of(args[3])))
            .addCoordinatorProperty("http-server.http.port", args[0])
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(trino::close, "close-trino"));
    trino.installPlugin(new IcebergPlugin());
    trino.createCatalog(
        "awsdatacatalog",
        "iceberg",
        Map.ofEntries(
            Map.entry("iceberg.catalog.type", "rest"),
            Map.entry("iceberg.rest-catalog.uri", args[1]),
            Map.entry("iceberg.query-partition-filter-required", "true"),
            // Not seven days: what this machine's lake has is tried, erased and compacted at once.
            Map.entry("iceberg.expire-snapshots.min-retention", "0s"),
            Map.entry("iceberg.remove-orphan-files.min-retention", "0s"),
            Map.entry("fs.s3.enabled", "true"),
            Map.entry("s3.endpoint", args[2]),
            Map.entry("s3.region", environment.get("AWS_REGION")),
            Map.entry("s3.path-style-access", "true"),
            Map.entry("s3.aws-access-key", environment.get("AWS_ACCESS_KEY_ID")),
            Map.entry("s3.aws-secret-key", environment.get("AWS_SECRET_ACCESS_KEY"))));
    new CountDownLatch(1).await();
  }
}
