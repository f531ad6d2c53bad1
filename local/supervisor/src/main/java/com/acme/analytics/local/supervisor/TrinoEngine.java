package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Trino of one node that reads the lake, as Athena does in AWS. It takes any user.
 *
 * @param port of its API, which Trino's JDBC driver speaks too
 * @param catalog of the lake's tables
 */
public record TrinoEngine(int port, IcebergCatalogEngine catalog) implements Engine {
  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "trino",
          "com.acme.analytics.local.engines.trino.TrinoServer",
          List.of(
              "-Xms128m",
              "-Xmx1g",
              "--add-modules=jdk.incubator.vector",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Djdk.attach.allowAttachSelf=true"));

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String name() {
    return "trino";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    return new EngineCommand(
        JVM.command(
            workspace,
            Integer.toString(port),
            catalog.url().toString(),
            catalog.s3().url().toString(),
            Files.createDirectories(run.resolve("data")).toString()),
        catalog.s3().environment(),
        run);
  }

  @Override
  public Duration startTimeout() {
    return Duration.ofMinutes(4);
  }

  /** It serves before it has its catalog, so it is asked for that. */
  @Override
  public void check() throws Exception {
    HttpRequest statement =
        HttpRequest.newBuilder(url().resolve("/v1/statement"))
            .header("X-Trino-User", "check")
            .timeout(HttpCheck.TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString("SHOW CATALOGS LIKE 'awsdatacatalog'"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(HttpCheck.TIMEOUT).build()) {
      String answer = send(client, statement);
      while (!answer.contains("\"data\":[[\"awsdatacatalog\"]]")) {
        int next = answer.indexOf("\"nextUri\":\"");
        if (next < 0) {
          throw new IOException("trino: " + answer + " (expected: catalog awsdatacatalog)");
        }
        int begin = next + "\"nextUri\":\"".length();
        URI page = URI.create(answer.substring(begin, answer.indexOf('"', begin)));
        answer = send(client, HttpRequest.newBuilder(page).timeout(HttpCheck.TIMEOUT).build());
      }
    }
  }

  private static String send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "trino: status %d, %s (expected: 200)".formatted(answer.statusCode(), answer.body()));
    }
    return answer.body();
  }
}
