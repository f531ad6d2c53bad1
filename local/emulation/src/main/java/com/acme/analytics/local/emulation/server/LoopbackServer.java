package com.acme.analytics.local.emulation.server;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server on the loopback address in clear text, as every emulated service is one. */
public final class LoopbackServer implements AutoCloseable {
  private static final long CLOSE_POLL_MILLIS = 5;

  private final Server server;

  /**
   * Starts serving.
   *
   * @param port 0 takes any that is free
   * @param services what is served, and how
   */
  public LoopbackServer(int port, ServerBuilder services) {
    this.server =
        services.http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).build();
    server.start().join();
  }

  /** The port that it serves on. */
  public int port() {
    return server.activeLocalPort();
  }

  /**
   * Stops serving. Returns once its port is closed: the event loop then stays for two quiet
   * seconds, which concern nobody.
   */
  @Override
  public void close() {
    CompletableFuture<Void> stopped = server.stop();
    try {
      while (!stopped.isDone() && !server.activePorts().isEmpty()) {
        awaitABit(stopped);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitABit(CompletableFuture<Void> stopped) throws InterruptedException {
    try {
      stopped.get(CLOSE_POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Then the ports are looked at again.
    } catch (ExecutionException e) {
      throw new IllegalStateException("a server can't be stopped", e.getCause());
    }
  }
}
