package com.acme.analytics.integration.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One customer's application, speaking HTTP to the platform.
 *
 * @param api address of the HTTP API
 * @param key the customer's API key
 */
public record Client(String api, String key) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Posts a body as JSON. */
  public HttpResponse<String> post(String body) {
    return post("application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Posts events until Kafka has taken each of them, or they are refused, as SDKs do.
   *
   * @param events JSON, each with an id, so that none counts twice
   */
  public void send(List<String> events) {
    String batch = events.stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
    await("the events are taken")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> post(batch),
            answer -> answer.statusCode() == 202 && !answer.body().contains("\"retry\""));
  }

  /** Posts any bytes. */
  public HttpResponse<String> post(String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create(api + "/v2/events"))
            .header("X-Api-Key", key)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** Sends any request of the management routes; an empty body is none. */
  public HttpResponse<String> request(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(api + path))
            .header("X-Api-Key", key)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  /** Posts a compressed body. */
  public HttpResponse<String> postCompressed(String coding, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create(api + "/v2/events"))
            .header("X-Api-Key", key)
            .header("Content-Type", "application/json")
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** The same customer at another address. */
  public Client at(String address) {
    return new Client(address, key);
  }

  /** Asks {@code GET /v2/query} with parameters given as name, value, name, value... */
  public JsonNode query(String... parameters) {
    HttpResponse<String> response = queryResponse(parameters);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** The same, whatever the answer's status. */
  public HttpResponse<String> queryResponse(String... parameters) {
    StringBuilder uri = new StringBuilder(api).append("/v2/query");
    for (int i = 0; i < parameters.length; i += 2) {
      uri.append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(URI.create(uri.toString())).header("X-Api-Key", key).build());
  }

  /** The count of all events in the hot range. */
  public long count() {
    JsonNode rows = query("measures", "count").get("rows");
    return rows.isEmpty() ? 0 : rows.get(0).get(0).asLong();
  }

  /** Counts by the first column of the answer: a dimension, or with a granularity the time. */
  public Map<String, Long> countsBy(String... parameters) {
    Map<String, Long> counts = new LinkedHashMap<>();
    JsonNode answer = query(parameters);
    int last = answer.get("columns").size() - 1;
    for (JsonNode row : answer.get("rows")) {
      counts.put(row.get(0).asString(), row.get(last).asLong());
    }
    return counts;
  }

  /** Waits until {@link #count} is the expected one. */
  public void awaitCount(long expected) {
    await("count of events")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(count()).isEqualTo(expected));
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().getPath() + " can't be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
