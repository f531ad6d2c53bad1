package com.acme.analytics.local.supervisor.testcontainer;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a container's program does: takes its port from its environment, answers its readiness
 * probe, and ends in order when it is told to.
 */
public final class TestServer {
  private TestServer() {}

  /** Serves {@code /readyz} and, as text, its own environment at {@code /environment}. */
  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("TEST_PORT"))),
            0);
    answer(server, "/readyz", "ready");
    answer(server, "/environment", new TreeMap<>(System.getenv()).toString());
    server.start();
    long slow = Long.parseLong(System.getenv().getOrDefault("TEST_STOP_SECONDS", "0"));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("drains");
                  server.stop(0);
                  hold(slow);
                  System.out.println("ends");
                }));
  }

  private static void hold(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpServer server, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
