package com.acme.analytics.local.supervisor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Answers GetSecretValue with one secret, whichever is asked for: for what runs engines without the
 * platform around them.
 */
public final class SecretsEndpoint implements AutoCloseable {
  private final HttpServer server;

  /**
   * Starts on a free port.
   *
   * @param username of the account that the secret is of
   */
  public SecretsEndpoint(String username, String password) throws IOException {
    byte[] answer =
        """
        {"ARN": "arn", "Name": "acme", "SecretString": "{\\"username\\": \\"%s\\", \\"password\\": \\"%s\\"}"}
        """
            .formatted(username, password)
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /** Where clients find it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
