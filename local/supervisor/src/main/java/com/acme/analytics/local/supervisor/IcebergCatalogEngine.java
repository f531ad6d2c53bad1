package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An Iceberg REST catalog that keeps its tables' names in SQLite and their metadata on S3.
 *
 * @param port of its API
 * @param s3 where the tables are
 */
public record IcebergCatalogEngine(int port, S3Engine s3) implements Engine {
  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "iceberg",
          "com.acme.analytics.local.engines.iceberg.CatalogServer",
          List.of(
              "-Xms32m",
              "-Xmx96m",
              "-Xss512k",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED"));

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String name() {
    return "iceberg";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path data = Files.createDirectories(workspace.data(name()));
    return new EngineCommand(
        JVM.command(workspace, Integer.toString(port), data.toString()), s3.environment(), data);
  }

  @Override
  public void check() throws Exception {
    HttpCheck.requireOk(
        name(),
        HttpRequest.newBuilder(url().resolve("/v1/config")).timeout(HttpCheck.TIMEOUT).build());
  }
}
