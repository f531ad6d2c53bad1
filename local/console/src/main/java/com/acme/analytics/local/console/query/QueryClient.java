package com.acme.analytics.local.console.query;

import com.acme.analytics.local.console.client.Api;
import com.acme.analytics.local.console.client.ProblemText;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks {@code /v2/query}. What the API makes a job of is followed to its end. */
final class QueryClient implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Api api;
  private final Consumer<String> progress;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * A client of one API.
   *
   * @param progress is told how a job stands whenever that has changed
   */
  QueryClient(Api api, Consumer<String> progress) {
    this.api = api;
    this.progress = progress;
  }

  /**
   * The answer to flat parameters, JSON.
   *
   * @throws CommandFailure when there is none
   */
  String get(String parameters) throws InterruptedException {
    return answer(request("/v2/query" + parameters));
  }

  /** The answer to a document. */
  String post(String document) throws InterruptedException {
    return answer(
        request("/v2/query")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(document)));
  }

  static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new CommandFailure("the API's answer is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private String answer(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<byte[]> response = send(request);
    return response.statusCode() == 202 ? resultOf(parse(text(response))) : ok(response);
  }

  private String resultOf(JsonNode accepted) throws InterruptedException {
    String path = "/v2/query/jobs/" + accepted.path("job_id").asString("");
    JsonNode job = accepted;
    String said = "";
    while (true) {
      String standing = standing(job);
      if (!standing.equals(said)) {
        progress.accept(standing);
        said = standing;
      }
      switch (job.path("status").asString("")) {
        case "queued", "running" -> {
          Thread.sleep(BETWEEN_LOOKS);
          job = parse(ok(send(request(path))));
        }
        case "succeeded" -> {
          return united(path, job.path("result").path("pages").asInt(0));
        }
        default -> throw new CommandFailure("the job " + ended(job));
      }
    }
  }

  private static String standing(JsonNode job) {
    JsonNode progress = job.path("progress");
    String status = job.path("status").asString("?");
    return status.equals("running") && progress.path("slices").asInt(0) > 0
        ? "running, %d of %d slices are answered"
            .formatted(progress.path("slices_done").asInt(0), progress.path("slices").asInt(0))
        : status;
  }

  private static String ended(JsonNode job) {
    JsonNode problem = job.path("problem");
    return problem.isMissingNode()
        ? "is " + job.path("status").asString("?")
        : "failed: %s: %s"
            .formatted(problem.path("code").asString("?"), problem.path("detail").asString("?"));
  }

  /** All pages as the one answer that they are of. */
  private String united(String path, int pages) throws InterruptedException {
    if (!(parse(page(path, 1)) instanceof ObjectNode answer)) {
      throw new CommandFailure("the API's answer is no object");
    }
    ArrayNode rows = answer.withArray("rows");
    for (int page = 2; page <= pages; page++) {
      parse(page(path, page)).path("rows").forEach(rows::add);
    }
    answer.remove("page");
    answer.remove("pages");
    return answer.toString();
  }

  private String page(String path, int page) throws InterruptedException {
    return ok(send(request(path + "/result?page=" + page)));
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(api.resource(pathAndQuery));
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

  private static String ok(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new CommandFailure("the API answered " + ProblemText.of(response));
    }
    return text(response);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
