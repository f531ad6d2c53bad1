package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One worker of Kafka Connect, of the version that MSK Connect runs, on JDK 17 as there where there
 * is one. Connectors and their positions are in Kafka, so a worker that was killed goes on.
 *
 * @param port of its REST interface
 * @param bootstrapServers of Kafka
 * @param plugIns zip files of jars, one for each plug-in
 * @param environment variables that its connectors read, such as credentials
 */
public record ConnectEngine(
    int port, String bootstrapServers, List<Path> plugIns, Map<String, String> environment)
    implements Engine {
  private static final int MSK_CONNECT_JAVA = 17;
  private static final Duration REBALANCE = Duration.ofMinutes(1);
  private static final int CONFLICT = 409;
  private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

  public ConnectEngine {
    plugIns = List.copyOf(plugIns);
    environment = Map.copyOf(environment);
  }

  /** Its REST interface. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Makes a connector, or changes the one of that name. Waits while the worker is dividing its
   * tasks anew, for a minute at most.
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
      long deadline = System.nanoTime() + REBALANCE.toNanos();
      while (answer.statusCode() == CONFLICT && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(200);
        answer = client.send(request, TEXT);
      }
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
    Path jars = run.resolve("plug-ins");
    // Those of an earlier start may be of another build.
    if (Files.exists(jars)) {
      new DirectoryTree(jars).delete();
    }
    for (Path plugIn : plugIns) {
      unpack(plugIn, jars.resolve(plugIn.getFileName().toString().replace(".zip", "")));
    }
    Path properties = Files.writeString(run.resolve("worker.properties"), properties(jars));
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

  private static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(
              zip + ": " + entry.getName() + " (expected: a path below its root)");
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }

  private String properties(Path jars) {
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
        .formatted(port, bootstrapServers, jars);
  }
}
