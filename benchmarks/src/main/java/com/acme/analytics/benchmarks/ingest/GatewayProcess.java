package com.acme.analytics.benchmarks.ingest;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The gateway as its image runs it: its jar in a process of its own, with the image's flags. */
final class GatewayProcess implements AutoCloseable {
  /** Linux's USER_HZ, the same on all of today's platforms. */
  private static final int TICKS_PER_SECOND = 100;

  private final int port;
  private final Process process;

  GatewayProcess(IngestEngines engines) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path root = Path.of(System.getProperty("acme.root"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=50",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(engines.flags());
    command.add("-jar");
    command.add(root.resolve("functions/ingest/gateway/target/image/gateway.jar").toString());
    File log = root.resolve("benchmarks/target/gateway.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    // ./acme sets some of its own, which the process would refuse.
    builder.environment().keySet().removeIf(name -> name.startsWith("ACME_"));
    builder.environment().putAll(engines.environment());
    builder
        .environment()
        .putAll(
            Map.of(
                "ACME_EVENTS_RAW_TOPIC",
                "none",
                "ACME_GATEWAY_ADDRESS",
                "127.0.0.1:" + port,
                "ACME_GATEWAY_DRAIN",
                "PT2S"));
    process = builder.start();
    // It must not outlive a benchmark that is broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try {
      Awaitility.await("the gateway is ready, see " + log)
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> status("/readyz") == 200);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** For HTTP/2 without TLS, which ends at the load balancer before it. */
  String url() {
    return "h2c://127.0.0.1:" + port;
  }

  /** CPU time it has used. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /**
   * CPU time of its compilers, as Linux counts it by thread.
   *
   * @throws IOException when the process is gone
   */
  Duration compilerTime() throws IOException {
    long ticks = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        // The name is in parentheses and may hold blanks; user and system time are 12 fields on.
        int nameEnd = stat.lastIndexOf(')');
        if (stat.substring(stat.indexOf('('), nameEnd).contains("Compiler")) {
          String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
          ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
      }
    }
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }

  private int status(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
