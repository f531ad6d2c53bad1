package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback address, the only one that engines listen on. */
final class Loopback {
  private static final int CONNECT_TIMEOUT_MS = 1_000;

  /** Below the platform's own ports, which are below the ephemeral ones of any system. */
  private static final int FIRST_PORT = 10_000;

  private static final int LAST_PORT = 17_999;
  private static final int TRIES = 100;

  private Loopback() {}

  /** Connects and hangs up: fails while nobody listens, at no one's cost. */
  static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
    }
  }

  /** Whether an engine could listen there now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A port that nobody listens on now. It is none of those that a system hands out by itself, so
   * that no connection and no other server takes it before the engine does.
   */
  static int freePort() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "ports %d to %d: %d tried, all taken (expected: a free one)"
            .formatted(FIRST_PORT, LAST_PORT, TRIES));
  }
}
