package com.acme.analytics.benchmarks.query;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of the query function, in a JVM of its own with the function's jar: each has a handler to
 * itself, as an environment of Lambda takes one request at a time, and asks by turns the handler
 * and the engine itself, so that both meet the same noise.
 */
public final class QueryProbe {
  private static final String HANDLER = "com.acme.analytics.functions.query.QueryHandler";
  private static final Base64.Decoder BASE64 = Base64.getDecoder();

  private final Target target;
  private final List<Asked> questions;

  private QueryProbe(Target target, List<Asked> questions) {
    this.target = target;
    this.questions = questions;
  }

  /**
   * Runs it.
   *
   * @param arguments which engine; its address; how many clients; requests before measuring and
   *     those that are measured; the file of questions, a line each: name, event and statement
   */
  public static void main(String[] arguments) throws Exception {
    List<Asked> questions = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[5]))) {
      String[] parts = line.split("\t", -1);
      questions.add(
          new Asked(
              parts[0],
              BASE64.decode(parts[1]),
              new String(BASE64.decode(parts[2]), StandardCharsets.UTF_8)));
    }
    Target target = Target.of(arguments[0], arguments[1]);
    int clients = Integer.parseInt(arguments[2]);
    int warmUp = Integer.parseInt(arguments[3]);
    int requests = Integer.parseInt(arguments[4]);
    new QueryProbe(target, questions).run(clients, warmUp, requests);
    System.exit(0);
  }

  private void run(int clients, int warmUp, int requests) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        running.add(
            pool.submit(
                () -> {
                  RequestStreamHandler handler = handler();
                  for (int i = next.getAndIncrement();
                      i < warmUp + requests;
                      i = next.getAndIncrement()) {
                    ask(handler, questions.get(i % questions.size()), i, i >= warmUp);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private void ask(RequestStreamHandler handler, Asked question, int i, boolean measured)
      throws Exception {
    boolean layerFirst = i % 2 == 0;
    long start = System.nanoTime();
    byte[] first = layerFirst ? invoke(handler, question) : target.run(question.statement());
    long middle = System.nanoTime();
    byte[] second = layerFirst ? target.run(question.statement()) : invoke(handler, question);
    long end = System.nanoTime();
    if (measured) {
      long layer = layerFirst ? middle - start : end - middle;
      long direct = layerFirst ? end - middle : middle - start;
      System.out.printf("probe\t%s\t%d\t%d%n", question.name(), layer / 1_000, direct / 1_000);
    }
    if (i < questions.size()) {
      System.out.printf(
          "answers\t%s\t%s\t%s%n",
          question.name(),
          Base64.getEncoder().encodeToString(layerFirst ? first : second),
          Base64.getEncoder().encodeToString(layerFirst ? second : first));
    }
  }

  private static RequestStreamHandler handler() throws ReflectiveOperationException {
    return Class.forName(HANDLER)
        .asSubclass(RequestStreamHandler.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static byte[] invoke(RequestStreamHandler handler, Asked question) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(question.event()), out, null);
    byte[] answer = out.toByteArray();
    if (!new String(answer, 0, Math.min(answer.length, 40), StandardCharsets.UTF_8)
        .contains("\"statusCode\":200")) {
      throw new IllegalStateException(new String(answer, StandardCharsets.UTF_8));
    }
    return answer;
  }

  private record Asked(String name, byte[] event, String statement) {}

  /** An engine that is asked without anybody between. */
  private sealed interface Target {
    /** The answer's rows as the engine sends them. */
    byte[] run(String statement) throws Exception;

    static Target of(String engine, String address) {
      return switch (engine) {
        case "hot" -> new ClickHouse(URI.create(address), HttpClient.newHttpClient());
        case "warm" -> new Druid(URI.create(address), HttpClient.newHttpClient());
        case "lake" -> new Trino(address);
        default -> throw new IllegalArgumentException(engine);
      };
    }
  }

  private record ClickHouse(URI address, HttpClient http) implements Target {
    @Override
    public byte[] run(String statement) throws Exception {
      return post(http, address, "text/plain", statement);
    }
  }

  private record Druid(URI address, HttpClient http) implements Target {
    @Override
    public byte[] run(String statement) throws Exception {
      String document =
          "{\"resultFormat\":\"arrayLines\",\"context\":{\"useApproximateTopN\":false},\"query\":\"%s\"}"
              .formatted(statement.replace("\"", "\\\""));
      return post(http, address.resolve("/druid/v2/sql"), "application/json", document);
    }
  }

  private record Trino(String url) implements Target {
    @Override
    public byte[] run(String statement) throws Exception {
      StringBuilder lines = new StringBuilder();
      try (Connection connection = DriverManager.getConnection(url, "benchmark", null);
          Statement sql = connection.createStatement();
          ResultSet rows = sql.executeQuery(statement)) {
        while (rows.next()) {
          lines.append("[null]\n");
        }
      }
      return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private static byte[] post(HttpClient http, URI address, String type, String body)
      throws Exception {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] answer = in.readAllBytes();
      if (response.statusCode() != 200) {
        throw new IllegalStateException(new String(answer, StandardCharsets.UTF_8));
      }
      return answer;
    }
  }
}
