package com.acme.analytics.local.console.query;

import com.acme.analytics.local.console.client.Api;
import com.acme.analytics.local.console.client.ApiClient;
import com.acme.analytics.local.console.terminal.CommandFailure;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks {@code /v2/query}. What the API makes a job of is followed to its end. */
final class QueryClient implements AutoCloseable {
  private final ApiClient api;
  private final Consumer<String> progress;

  /**
   * A client of one API.
   *
   * @param progress is told how a job stands whenever that has changed
   */
  QueryClient(Api api, Consumer<String> progress) {
    this.api = new ApiClient(api);
    this.progress = progress;
  }

  /**
   * The answer to flat parameters, JSON.
   *
   * @throws CommandFailure when there is none
   */
  String get(String parameters) throws InterruptedException {
    return answer(api.get("/v2/query" + parameters));
  }

  /** The answer to a document. */
  String post(String document) throws InterruptedException {
    return answer(api.post("/v2/query", document));
  }

  private String answer(HttpResponse<byte[]> response) throws InterruptedException {
    return response.statusCode() == 202
        ? resultOf(ApiClient.parse(ApiClient.text(response, 202)))
        : ApiClient.text(response, 200);
  }

  private String resultOf(JsonNode accepted) throws InterruptedException {
    String path = "/v2/query/jobs/" + accepted.path("job_id").asString("");
    JsonNode job = api.awaitSuccess(accepted, path, QueryClient::standing, progress);
    return united(path, job.path("result").path("pages").asInt(0));
  }

  private static String standing(JsonNode job) {
    JsonNode progress = job.path("progress");
    String status = job.path("status").asString("?");
    return status.equals("running") && progress.path("slices").asInt(0) > 0
        ? "running, %d of %d slices are answered"
            .formatted(progress.path("slices_done").asInt(0), progress.path("slices").asInt(0))
        : status;
  }

  /** All pages as the one answer that they are of. */
  private String united(String path, int pages) throws InterruptedException {
    if (!(page(path, 1) instanceof ObjectNode answer)) {
      throw new CommandFailure("the API's answer is no object");
    }
    ArrayNode rows = answer.withArray("rows");
    for (int page = 2; page <= pages; page++) {
      page(path, page).path("rows").forEach(rows::add);
    }
    answer.remove("page");
    answer.remove("pages");
    return answer.toString();
  }

  private JsonNode page(String path, int page) throws InterruptedException {
    return ApiClient.parse(ApiClient.text(api.get(path + "/result?page=" + page), 200));
  }

  @Override
  public void close() {
    api.close();
  }
}
