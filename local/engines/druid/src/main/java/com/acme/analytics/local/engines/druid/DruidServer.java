package com.acme.analytics.local.engines.druid;

import com.google.inject.Injector;
import com.google.inject.servlet.PortPipelines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.druid.cli.CliBroker;
import org.apache.druid.cli.CliCoordinator;
import org.apache.druid.cli.CliHistorical;
import org.apache.druid.cli.CliIndexer;
import org.apache.druid.cli.CliRouter;
import org.apache.druid.cli.ServerRunnable;
import org.apache.druid.discovery.NodeRole;
import org.apache.druid.guice.StartupInjectorBuilder;
import org.apache.druid.java.util.common.lifecycle.Lifecycle;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * All services of a Druid cluster and its ZooKeeper in one JVM: coordinator and overlord,
 * historical, broker, indexer and, in front of them, the router, which answers for all.
 */
public final class DruidServer {
  private static final int TICK_MILLIS = 2_000;
  private static final int CONNECTIONS = 100;

  private DruidServer() {}

  /**
   * Runs until the JVM is told to exit.
   *
   * @param args the router's port; those of {@link DruidPorts}' others, in order, with commas
   *     between them; a directory for everything that is kept
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: router's port, six other ports, directory)"
              .formatted(Arrays.toString(args)));
    }
    DruidPorts ports = DruidPorts.parse(args[0], args[1]);
    Path directory = Files.createDirectories(Path.of(args[2]));
    startZooKeeper(ports, directory.resolve("zookeeper"));
    Properties common = new DruidProperties(ports, directory).common();
    List<Lifecycle> started =
        List.of(
            // The overlord looks for a worker when it starts, and then a minute later.
            start(new CliIndexer(), Set.of(NodeRole.INDEXER), "indexer", ports.indexer(), common),
            start(
                new CliCoordinator(),
                Set.of(NodeRole.COORDINATOR, NodeRole.OVERLORD),
                "coordinator",
                ports.coordinator(),
                common),
            start(
                new CliHistorical(),
                Set.of(NodeRole.HISTORICAL),
                "historical",
                ports.historical(),
                common),
            start(new CliBroker(), Set.of(NodeRole.BROKER), "broker", ports.broker(), common),
            start(new CliRouter(), Set.of(NodeRole.ROUTER), "router", ports.router(), common));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> started.reversed().forEach(Lifecycle::stop), "stop-druid"));
    new CountDownLatch(1).await();
  }

  private static void startZooKeeper(DruidPorts ports, Path directory) throws Exception {
    Files.createDirectories(directory);
    ZooKeeperServer server =
        new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MILLIS);
    NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
    connections.configure(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.zooKeeper()), CONNECTIONS);
    connections.startup(server);
  }

  private static Lifecycle start(
      ServerRunnable service, Set<NodeRole> roles, String name, int port, Properties common) {
    Properties properties = new Properties();
    properties.putAll(common);
    properties.setProperty("druid.service", "druid/" + name);
    properties.setProperty("druid.plaintextPort", Integer.toString(port));
    Injector startup =
        new StartupInjectorBuilder().withProperties(properties).withExtensions().build();
    startup.injectMembers(service);
    service.configure(properties, startup);
    Injector injector = service.makeInjector(roles);
    PortPipelines.claim(port);
    return service.initLifecycle(injector);
  }
}
