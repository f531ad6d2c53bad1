package com.acme.analytics.functions.provisioning.cloudformation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes answers as the bucket behind a ResponseURL does. */
public final class ResponseBucket implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public ResponseBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** From now on answers are refused. */
  public void refuse() {
    status = 403;
  }

  public URI url() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/answer?Signature=a%2Bb%3D");
  }

  /** The only answer. */
  public JsonNode answer() {
    if (answers.size() != 1 || !problems.isEmpty()) {
      throw new AssertionError("answers " + answers + ", problems " + problems);
    }
    return answers.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("PUT")
          || !exchange.getRequestURI().getRawQuery().equals("Signature=a%2Bb%3D")
          || exchange.getRequestHeaders().containsKey("Content-Type")) {
        problems.add(
            exchange.getRequestMethod()
                + " "
                + exchange.getRequestURI()
                + " "
                + exchange.getRequestHeaders().entrySet());
      }
      answers.add(JsonMapper.shared().readTree(exchange.getRequestBody()));
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
