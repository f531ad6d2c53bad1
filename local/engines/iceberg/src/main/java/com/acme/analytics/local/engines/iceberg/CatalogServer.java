package com.acme.analytics.local.engines.iceberg;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The catalog's process. It stands for Glue's Iceberg endpoint, without its signatures. */
public final class CatalogServer {
  private static final int THREADS = 8;
  private static final int BACKLOG = 64;

  private CatalogServer() {}

  /**
   * Runs until the JVM is told to exit. Where S3 is, and with what key, is in the AWS SDK's
   * environment variables.
   *
   * @param args the port; the directory of the database
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: port, directory)".formatted(Arrays.toString(args)));
    }
    Path database = Files.createDirectories(Path.of(args[1])).resolve("catalog.db");
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize(
        "lake",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + database,
            JdbcCatalog.PROPERTY_PREFIX + "schema-version",
            "V1",
            // One process writes the file, and SQLite lets one connection write at a time.
            CatalogProperties.CLIENT_POOL_SIZE,
            "1",
            CatalogProperties.WAREHOUSE_LOCATION,
            "s3://lake",
            CatalogProperties.FILE_IO_IMPL,
            "org.apache.iceberg.aws.s3.S3FileIO",
            // The usual factory makes clients of four more services.
            "s3.client-factory-impl",
            "org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory",
            "http-client.type",
            "urlconnection"));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
            BACKLOG);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext("/v1/", new CatalogHandler(catalog));
    server.start();
  }
}
