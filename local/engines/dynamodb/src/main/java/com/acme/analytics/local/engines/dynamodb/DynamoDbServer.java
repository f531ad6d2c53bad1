package com.acme.analytics.local.engines.dynamodb;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on the loopback address and on files: its own main class listens on all addresses.
 * One database serves all credentials and regions. No telemetry is set up, so none is sent.
 */
public final class DynamoDbServer {
  private DynamoDbServer() {}

  /**
   * Runs until the JVM is told to exit.
   *
   * @param args the port; the directory of the database
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: port, directory)".formatted(Arrays.toString(args)));
    }
    int port = Integer.parseInt(args[0]);
    System.setProperty("sqlite4java.library.path", nativeLibrary().getParent().toString());
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(0, false, args[1], true, false);
    LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(new DynamoDBProxyServer(port, handler).setUpHandler(handler));
    Runtime.getRuntime().addShutdownHook(new Thread(requests::shutdown, "close-database"));
    server.start();
    server.join();
  }

  /** SQLite's library is a dependency of its own, beside the jars. */
  private static Path nativeLibrary() {
    String classPath = System.getProperty("java.class.path");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(classPath)
        .filter(entry -> entry.endsWith(".so"))
        .map(Path::of)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "class path: %s (expected: SQLite's native library)".formatted(classPath)));
  }
}
