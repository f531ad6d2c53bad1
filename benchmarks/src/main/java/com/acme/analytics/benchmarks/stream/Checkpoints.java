package com.acme.analytics.benchmarks.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Flink says of a job's checkpoints, since it was started.
 *
 * @param completed how many
 * @param millis mean time of one, from its trigger to its end
 * @param mostMillis of the one that took longest
 * @param stored mean of the bytes that one has added
 * @param whole bytes that the newest needs, with those of earlier ones that it refers to
 */
record Checkpoints(int completed, double millis, double mostMillis, double stored, double whole) {
  private static final double MIB = 1024 * 1024;

  /** Asks the REST API of the process's one job. */
  static Checkpoints of(int restPort) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode jobs = get(client, restPort, "/jobs/overview");
      String job = jobs.get("jobs").get(0).get("jid").asString();
      JsonNode checkpoints = get(client, restPort, "/jobs/" + job + "/checkpoints");
      JsonNode summary = checkpoints.get("summary");
      return new Checkpoints(
          checkpoints.get("counts").get("completed").asInt(),
          summary.get("end_to_end_duration").get("avg").asDouble(),
          summary.get("end_to_end_duration").get("max").asDouble(),
          summary.get("checkpointed_size").get("avg").asDouble(),
          checkpoints.get("latest").get("completed").path("state_size").asDouble());
    }
  }

  private static JsonNode get(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("flink: %d %s".formatted(answer.statusCode(), answer.body()));
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /** Bytes as a cell shows them. */
  static String mebibytes(double bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / MIB);
  }
}
