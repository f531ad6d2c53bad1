package com.acme.analytics.local.engines.clickhouse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A ClickHouse server: libchdb holds the whole engine with its HTTP and native servers, and this
 * process tells it to listen. It runs until standard input ends, which the library's last query
 * reads.
 */
public final class ClickHouseServer {
  /** The library may need this long to flush after standard input has ended. */
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(10);

  /** ClickHouse's parser recurses; a JVM's default of 1 MiB is small for it. */
  private static final long STACK_BYTES = 8L << 20;

  private ClickHouseServer() {}

  /**
   * Runs the server.
   *
   * @param args the path of libchdb.so; the path of the server's configuration
   */
  public static void main(String[] args) {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: library, configuration)".formatted(Arrays.toString(args)));
    }
    Libchdb library = Libchdb.load(Path.of(args[0]));
    Thread server =
        new Thread(null, () -> library.exit(serve(library, args[1])), "clickhouse", STACK_BYTES);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(library, server)));
    server.start();
  }

  private static int serve(Libchdb library, String configuration) {
    return library
        .runCommandLine(
            "clickhouse-local",
            "--config-file=" + configuration,
            "--structure",
            "x String",
            "--input-format",
            "LineAsString",
            "--query",
            "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT count() FROM table")
        .map(
            error -> {
              System.err.println("clickhouse: " + error);
              return 1;
            })
        .orElse(0);
  }

  /** Never lets the JVM reach exit(3): the library's exit handlers fail in a JVM. */
  private static void awaitEnd(Libchdb library, Thread server) {
    try {
      server.join(ORDERLY_STOP);
    } catch (InterruptedException e) {
      System.err.println("clickhouse: interrupted while stopping");
    }
    library.exit(1);
  }
}
