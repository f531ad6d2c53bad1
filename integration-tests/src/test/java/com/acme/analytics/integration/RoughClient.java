package com.acme.analytics.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP library would. */
final class RoughClient implements AutoCloseable {
  private static final int ANSWER_MILLIS = 10_000;

  private final Socket socket;

  /** Connects to the address of a door, such as {@code http://127.0.0.1:8080}. */
  RoughClient(String address) throws IOException {
    URI door = URI.create(address);
    socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout(ANSWER_MILLIS);
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The first line of the answer; empty when the connection was closed instead. */
  String statusLine() throws IOException {
    BufferedReader answer =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    try {
      String line = answer.readLine();
      return line == null ? "" : line;
    } catch (SocketException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
