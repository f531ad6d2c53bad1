package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * DynamoDB Local, kept on files. It takes any credentials and any region, and gives all of them the
 * same tables.
 *
 * @param port of its API
 */
public record DynamoDbEngine(int port) implements Engine {
  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "dynamodb",
          "com.acme.analytics.local.engines.dynamodb.DynamoDbServer",
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
    return "dynamodb";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path data = Files.createDirectories(workspace.data(name()));
    return new EngineCommand(
        JVM.command(workspace, Integer.toString(port), data.toString()), Map.of(), data);
  }

  @Override
  public void check() throws Exception {
    HttpRequest listTables =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
            // It wants a signature but can't verify one.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=check/20260101/local/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=check")
            .POST(HttpRequest.BodyPublishers.ofString("{\"Limit\":1}"))
            .timeout(HttpCheck.TIMEOUT)
            .build();
    HttpCheck.requireOk(name(), listTables);
  }
}
