package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One worker of Kafka Connect, of the version that MSK Connect runs, on JDK 17 as there where there
 * is one. Connectors and their positions are in Kafka, so a worker that was killed goes on.
 *
 * @param port of its REST interface
 * @param bootstrapServers of Kafka
 * @param plugins the directory that holds one directory of jars for each plug-in
 * @param environment variables that its connectors read, such as credentials
 */
public record ConnectEngine(
    int port, String bootstrapServers, Path plugins, Map<String, String> environment)
    implements Engine {
  private static final int MSK_CONNECT_JAVA = 17;
  private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

  public ConnectEngine {
    environment = Map.copyOf(environment);
  }

  /** Its REST interface. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Makes a connector, or changes the one of that name.
   *
   * @param json the connector's configuration, an object of texts
   * @throws IOException when the worker refuses it
   */
  public void configure(String connector, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/connectors/" + connector + "/config"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, TEXT);
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            "connector %s: status %d, %s (expected: 200 or 201)"
                .formatted(connector, answer.statusCode(), answer.body()));
      }
    }
  }

  @Override
  public String name() {
    return "connect";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("http", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    Path properties = Files.writeString(run.resolve("worker.properties"), properties());
    EngineJvm jvm =
        new EngineJvm(
            JdkFinder.ofThisMachine().find(MSK_CONNECT_JAVA).orElseGet(Jdk::running),
            "connect",
            "org.apache.kafka.connect.cli.ConnectDistributed",
            List.of("-Xms48m", "-Xmx160m", "-Xss512k", "-XX:TieredStopAtLevel=1"));
    return new EngineCommand(jvm.command(workspace, properties.toString()), environment, run);
  }

  @Override
  public void check() throws Exception {
    // Answered only once the worker has read its connectors.
    HttpRequest connectors =
        HttpRequest.newBuilder(url().resolve("/connectors")).timeout(HttpCheck.TIMEOUT).build();
    HttpCheck.requireOk(name(), connectors);
  }

  private String properties() {
    return """
    bootstrap.servers=%2$s
    listeners=http://127.0.0.1:%1$d
    group.id=acme-connect
    plugin.path=%3$s
    plugin.discovery=service_load
    key.converter=org.apache.kafka.connect.storage.StringConverter
    value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
    config.storage.topic=connect.configs
    offset.storage.topic=connect.offsets
    status.storage.topic=connect.status
    # One broker can't replicate.
    config.storage.replication.factor=1
    offset.storage.replication.factor=1
    status.storage.replication.factor=1
    offset.storage.partitions=1
    status.storage.partitions=1
    offset.flush.interval.ms=1000
    # One worker waits for no other: after a kill it has the tasks again once its old self is gone.
    scheduled.rebalance.max.delay.ms=0
    session.timeout.ms=6000
    heartbeat.interval.ms=1000
    """
        .formatted(port, bootstrapServers, plugins);
  }
}
