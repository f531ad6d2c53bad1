package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.model.LakeTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the declared Iceberg tables in a catalog; those that exist stay as they are.
 *
 * @param catalog its address
 */
record LakeTables(URI catalog) {
  private static final Logger LOG = LoggerFactory.getLogger(LakeTables.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CONFLICT = 409;

  void create(List<LakeTable> tables) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      for (LakeTable table : tables) {
        JsonMapper json = JsonMapper.shared();
        JsonNode namespace =
            json.createObjectNode().set("namespace", json.createArrayNode().add(table.database()));
        post(client, "/v1/namespaces", namespace);
        post(client, "/v1/namespaces/" + table.database() + "/tables", table.definition());
      }
    }
  }

  private void post(HttpClient client, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(catalog.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == CONFLICT) {
      LOG.debug("{} is there from an earlier start", path);
    } else if (answer.statusCode() != 200) {
      throw new IOException(
          "lake: POST %s: %d, %s (expected: 200)"
              .formatted(path, answer.statusCode(), answer.body()));
    }
  }
}
