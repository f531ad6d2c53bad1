package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One Kafka node, broker and controller. Records it acknowledged are in the page cache, which
 * outlives the process however that ends; only the machine's own failure can lose them.
 *
 * @param port of its clients
 * @param controllerPort of the controller's quorum of one
 */
public record KafkaEngine(int port, int controllerPort) implements Engine {
  /** Of every local cluster: a directory is never shared by two. */
  private static final String CLUSTER_ID = "YWNtZS1hbmFseXRpY3MtMQ";

  private static final EngineJvm JVM =
      new EngineJvm(
          Jdk.running(),
          "kafka",
          "com.acme.analytics.local.engines.kafka.KafkaNode",
          List.of(
              "-Xms48m",
              "-Xmx160m",
              "-Xss512k",
              "-XX:TieredStopAtLevel=1",
              "-XX:MaxDirectMemorySize=48m",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED"));

  /** Where clients find it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("kafka", port), new EnginePort("controller", controllerPort));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path run = Files.createDirectories(workspace.run(name()));
    Path properties = run.resolve("server.properties");
    Files.writeString(properties, properties(Files.createDirectories(workspace.data(name()))));
    return new EngineCommand(
        JVM.command(workspace, properties.toString(), CLUSTER_ID), Map.of(), run);
  }

  @Override
  public void check() throws Exception {
    Loopback.connect(port);
    Map<String, Object> configuration =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    try (Admin admin = Admin.create(configuration)) {
      if (admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).isEmpty()) {
        throw new IOException("kafka: no broker is registered (expected: 1)");
      }
    }
  }

  private String properties(Path data) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    inter.broker.listener.name=PLAINTEXT
    log.dirs=%3$s
    # Topics are declared, never made by a misspelt name.
    auto.create.topics.enable=false
    # One node can't replicate.
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    # Fewer partitions of the internal topics: fewer files to open at each start.
    offsets.topic.num.partitions=4
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.num.partitions=1
    group.initial.rebalance.delay.ms=0
    # A killed node comes back as soon as its old session has expired.
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500
    # A laptop's worth of threads and memory; the cleaner's default buffer alone is 128 MB.
    num.network.threads=2
    num.io.threads=4
    background.threads=2
    log.cleaner.dedupe.buffer.size=2097152
    """
        .formatted(port, controllerPort, data);
  }
}
