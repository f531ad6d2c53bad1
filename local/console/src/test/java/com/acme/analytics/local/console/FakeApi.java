package com.acme.analytics.local.console;

import com.acme.analytics.local.console.client.Api;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server that stands in for the public API: it accepts all events, or behaves as the test
 * scripted for its next requests.
 */
public final class FakeApi implements AutoCloseable {
  public static final String KEY = "test-key";

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Behaviour> script = new ConcurrentLinkedDeque<>();
  private final Queue<List<JsonNode>> batches = new ConcurrentLinkedQueue<>();
  private final Queue<String> documents = new ConcurrentLinkedQueue<>();
  private final Queue<String> queries = new ConcurrentLinkedQueue<>();
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Queue<String> ranges = new ConcurrentLinkedQueue<>();

  public FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/v2/events", this::takeEvents);
    server.createContext("/v2/query", this::takeQuery);
    server.createContext("/v2/exports", this::takeQuery);
    server.createContext("/files", this::giveFile);
    server.start();
  }

  public Api api() {
    return new Api("http://127.0.0.1:" + server.getAddress().getPort(), KEY);
  }

  /** Puts a file where S3 would have it; the answer is its address. */
  public String file(String name, byte[] bytes) {
    files.put("/files/" + name, bytes);
    return api().address() + "/files/" + name;
  }

  /** What was asked for of files. */
  public List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** The next request that has no behaviour yet gets this one. */
  public void next(Behaviour behaviour) {
    script.add(behaviour);
  }

  /** All batches received, in the order of arrival, whatever was answered. */
  public List<List<JsonNode>> batches() {
    return List.copyOf(batches);
  }

  /** All events received, in the order of arrival. */
  public List<JsonNode> events() {
    return batches.stream().flatMap(List::stream).toList();
  }

  /** The query strings asked, still encoded. */
  public List<String> queries() {
    return List.copyOf(queries);
  }

  /** The paths below which queries and their jobs were asked for. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** The bodies of queries that were posted. */
  public List<String> documents() {
    return List.copyOf(documents);
  }

  /** The API keys of all requests. */
  public List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }

  /** Answers one request, given how many events it holds. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(HttpExchange exchange, int size) throws IOException;
  }

  /** Answers with a status, headers as name and value in turn, and a body. */
  public static Behaviour answering(int status, String body, String... headers) {
    return (exchange, size) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Closes the connection instead of answering. */
  public static Behaviour hangingUp() {
    return (exchange, size) -> exchange.close();
  }

  private void takeEvents(HttpExchange exchange) throws IOException {
    try (exchange) {
      keys.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
      JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      List<JsonNode> events = new ArrayList<>();
      body.path("events").forEach(events::add);
      batches.add(events);
      Behaviour behaviour = script.poll();
      if (behaviour == null) {
        behaviour =
            answering(202, "{\"accepted\":" + events.size() + ",\"rejected\":0,\"results\":[]}");
      }
      behaviour.answer(exchange, events.size());
    }
  }

  private void takeQuery(HttpExchange exchange) throws IOException {
    try (exchange) {
      keys.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
      paths.add(exchange.getRequestURI().getPath());
      if (exchange.getRequestMethod().equals("POST")) {
        documents.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      } else {
        queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
      }
      Behaviour behaviour = script.poll();
      (behaviour == null ? answering(200, "{}") : behaviour).answer(exchange, 0);
    }
  }

  /** As S3 does for one range. */
  private void giveFile(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range);
      byte[] file = files.get(exchange.getRequestURI().getPath());
      String[] ends = range.substring("bytes=".length()).split("-", 2);
      int from = Integer.parseInt(ends[0]);
      int to = Math.min(file.length, Integer.parseInt(ends[1]) + 1);
      exchange.sendResponseHeaders(206, to - from);
      exchange.getResponseBody().write(file, from, to - from);
    }
  }
}
