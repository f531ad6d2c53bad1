package com.acme.analytics.functions.query.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Druid's SQL over HTTP. Each statement runs within limits that Druid enforces; ours on the
 * connection are a little wider, so that Druid speaks first.
 *
 * @see <a href="https://druid.apache.org/docs/33.0.0/api-reference/sql-api">Druid SQL API</a>
 */
public final class DruidSql implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SLACK = Duration.ofSeconds(3);

  /** A quarter of the function's memory; a sketch takes up to 44 KB of it. */
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  /** What a query is refused for that takes more than its share. */
  private static final Set<String> LIMITS =
      Set.of("Query timeout", "Resource limit exceeded", "SQL query is too complex");

  private final URI endpoint;
  private final HttpClient http;
  private final Duration statementTimeout;

  /**
   * Connects at the first statement, not before.
   *
   * @param url of a router or broker
   * @param statementTimeout the most that one may take
   */
  public DruidSql(URI url, Duration statementTimeout) {
    this.statementTimeout = statementTimeout;
    this.endpoint = url.resolve("/druid/v2/sql");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Runs a statement.
   *
   * @return its rows, JSON arrays one a line, all there
   * @throws ProblemException when there is no answer, or too long a one
   */
  byte[] run(WarmStatement statement) {
    String id = UUID.randomUUID().toString();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .timeout(statementTimeout.plus(SLACK))
            .POST(BodyPublishers.ofByteArray(document(statement, id)))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] answer = body.readNBytes(MAX_ANSWER_BYTES + 1);
        if (answer.length > MAX_ANSWER_BYTES) {
          throw tooExpensive(null);
        }
        if (response.statusCode() != 200) {
          throw refusal(response.statusCode(), answer);
        }
        requireWhole(answer);
        return answer;
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        cancel(id);
      }
      throw unavailable(e);
    } catch (InterruptedException e) {
      cancel(id);
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  /** Rows end with an empty line; without it Druid failed after it had begun to answer. */
  private static void requireWhole(byte[] answer) throws IOException {
    String end =
        new String(answer, Math.max(0, answer.length - 2), Math.min(2, answer.length), UTF_8);
    if (!end.equals("\n\n") && !end.equals("\n")) {
      throw new IOException("answer of Druid: cut off (expected: an empty line at its end)");
    }
  }

  /**
   * Druid runs on when its client leaves, so it is told, and not waited for.
   *
   * @see <a
   *     href="https://druid.apache.org/docs/33.0.0/api-reference/sql-api#cancel-a-query">cancelling</a>
   */
  private void cancel(String id) {
    var unused =
        http.sendAsync(
            HttpRequest.newBuilder(URI.create(endpoint + "/" + id))
                .timeout(CONNECT_TIMEOUT)
                .DELETE()
                .build(),
            BodyHandlers.discarding());
  }

  private byte[] document(WarmStatement statement, String id) {
    ByteArrayOutputStream document = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), document)) {
      json.writeStartObject();
      json.writeStringProperty("query", statement.text());
      json.writeStringProperty("resultFormat", "arrayLines");
      json.writeArrayPropertyStart("parameters");
      for (String parameter : statement.parameters()) {
        json.writeStartObject();
        json.writeStringProperty("type", "VARCHAR");
        json.writeStringProperty("value", parameter);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectPropertyStart("context");
      json.writeStringProperty("sqlQueryId", id);
      json.writeNumberProperty("timeout", statementTimeout.toMillis());
      // The most frequent groups exactly, not those that seem so to each segment.
      json.writeBooleanProperty("useApproximateTopN", false);
      json.writeEndObject();
      json.writeEndObject();
    }
    return document.toByteArray();
  }

  private static ProblemException refusal(int status, byte[] body) {
    String error = member(body, "error");
    // Druid's message may quote values of the query, so only what kind of error it is goes on.
    IOException cause = new IOException("Druid: status %d, %s".formatted(status, error));
    return LIMITS.contains(error) ? tooExpensive(cause) : unavailable(cause);
  }

  private static String member(byte[] body, String name) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      while (json.nextToken() != null) {
        if (name.equals(json.currentName()) && json.nextToken() == JsonToken.VALUE_STRING) {
          return json.getString();
        }
      }
    } catch (tools.jackson.core.JacksonException e) {
      return "no JSON";
    }
    return "unnamed";
  }

  private static ProblemException tooExpensive(Throwable cause) {
    return new ProblemException(
        new Problem(
            ErrorCode.QUERY_TOO_EXPENSIVE,
            "the query took too long, or too much memory, in the warm tier (expected: a shorter"
                + " range, fewer dimensions or more filters)"),
        cause);
  }

  private static ProblemException unavailable(Throwable cause) {
    return new ProblemException(
        new Problem(ErrorCode.STORE_UNAVAILABLE, "the warm tier did not answer; retry"), cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
