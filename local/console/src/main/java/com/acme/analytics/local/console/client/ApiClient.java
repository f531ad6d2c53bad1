package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.CommandFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the API. Each method throws a {@link CommandFailure} when there is no answer, or one that is
 * not as it should be.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Api api;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public ApiClient(Api api) {
    this.api = api;
  }

  /** The answer to a GET, whatever its status. */
  public HttpResponse<byte[]> get(String pathAndQuery) throws InterruptedException {
    return send(HttpRequest.newBuilder(api.resource(pathAndQuery)));
  }

  /** The answer to a JSON document, whatever its status. */
  public HttpResponse<byte[]> post(String path, String document) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(api.resource(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(document)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(40)).header(Api.KEY_HEADER, api.key()).build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailure(
          api + " doesn't answer (" + e + "): is it running? see ./acme status", e);
    }
  }

  /**
   * Looks at a job until it has succeeded.
   *
   * @param job its document as it was last seen
   * @param path where it is found
   * @param standing what to say of it
   * @param progress is told what to say whenever that has changed
   * @return its last document
   */
  public JsonNode awaitSuccess(
      JsonNode job, String path, Function<JsonNode, String> standing, Consumer<String> progress)
      throws InterruptedException {
    JsonNode seen = job;
    String said = "";
    while (true) {
      String say = standing.apply(seen);
      if (!say.equals(said)) {
        progress.accept(say);
        said = say;
      }
      switch (seen.path("status").asString("")) {
        case "queued", "running" -> {
          Thread.sleep(BETWEEN_LOOKS);
          seen = parse(text(get(path), 200));
        }
        case "succeeded" -> {
          return seen;
        }
        default -> throw new CommandFailure("the job " + ended(seen));
      }
    }
  }

  private static String ended(JsonNode job) {
    JsonNode problem = job.path("problem");
    return problem.isMissingNode()
        ? "is " + job.path("status").asString("?")
        : "failed: %s: %s"
            .formatted(problem.path("code").asString("?"), problem.path("detail").asString("?"));
  }

  /** The body of an answer that has the expected status. */
  public static String text(HttpResponse<byte[]> response, int expected) {
    if (response.statusCode() != expected) {
      throw new CommandFailure("the API answered " + ProblemText.of(response));
    }
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** JSON of an answer. */
  public static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new CommandFailure("the API's answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
