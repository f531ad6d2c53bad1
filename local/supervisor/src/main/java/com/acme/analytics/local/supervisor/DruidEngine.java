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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All of a Druid cluster's services in one process.
 *
 * @param port of the router, which answers for all: SQL, supervisors, rules
 * @param servicePorts of the services behind it: coordinator, historical, broker, indexer,
 *     ZooKeeper and the metadata's database
 */
public record DruidEngine(int port, List<Integer> servicePorts) implements Engine {
  /** How many ports there are behind the router. */
  public static final int SERVICES = 6;

  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "druid",
          "com.acme.analytics.local.engines.druid.DruidServer",
          List.of(
              "-Xms64m",
              "-Xmx400m",
              "-XX:MaxDirectMemorySize=256m",
              "-XX:TieredStopAtLevel=1",
              "-Duser.timezone=UTC",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
              "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
              "--add-opens=java.base/java.io=ALL-UNNAMED",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--add-opens=java.base/java.nio=ALL-UNNAMED",
              "--add-opens=java.base/java.util=ALL-UNNAMED",
              "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
              "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
              "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
              "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"));

  public DruidEngine {
    servicePorts = List.copyOf(servicePorts);
    if (servicePorts.size() != SERVICES) {
      throw new IllegalArgumentException(
          "servicePorts: %s (expected: %d)".formatted(servicePorts, SERVICES));
    }
  }

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String name() {
    return "druid";
  }

  @Override
  public List<EnginePort> ports() {
    return Stream.concat(
            Stream.of(new EnginePort("http", port)),
            IntStream.range(0, SERVICES)
                .mapToObj(
                    service -> new EnginePort("service-" + service, servicePorts.get(service))))
        .toList();
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    return new EngineCommand(
        JVM.command(
            workspace,
            Integer.toString(port),
            servicePorts.stream().map(Object::toString).collect(Collectors.joining(",")),
            workspace.data(name()).toString()),
        Map.of(),
        run);
  }

  @Override
  public Duration startTimeout() {
    return Duration.ofMinutes(4);
  }

  /**
   * The router, which starts last, asks the broker; and a worker has to be known to the overlord.
   */
  @Override
  public void check() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(HttpCheck.TIMEOUT).build()) {
      require(
          client,
          request("/druid/v2/sql")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"SELECT 1 AS answer\"}"))
              .build(),
          "\"answer\":1");
      require(client, request("/druid/indexer/v1/workers").build(), "\"capacity\":");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url().resolve(path)).timeout(HttpCheck.TIMEOUT);
  }

  private static void require(HttpClient client, HttpRequest request, String expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains(expected)) {
      throw new IOException(
          "druid: status %d, %s (expected: %s)"
              .formatted(answer.statusCode(), answer.body(), expected));
    }
  }
}
