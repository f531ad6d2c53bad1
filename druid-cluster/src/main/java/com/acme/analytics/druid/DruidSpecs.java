package com.acme.analytics.druid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a Druid the data source {@code events}: how it is taken in, rolled up, kept and compacted.
 * Whatever is given twice changes nothing the second time.
 *
 * @see <a href="https://druid.apache.org/docs/33.0.0/api-reference/supervisor-api">Supervisor
 *     API</a>
 */
public final class DruidSpecs implements AutoCloseable {
  /** The data source. */
  public static final String DATA_SOURCE = "events";

  private static final Logger LOG = LoggerFactory.getLogger(DruidSpecs.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final URI router;
  private final HttpClient http;

  /**
   * Specs of one cluster.
   *
   * @param router which passes on what is for the coordinator and the overlord
   */
  public DruidSpecs(URI router) {
    this.router = router;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /**
   * Brings the data source up to date. Tasks that read go on where nothing changed.
   *
   * @throws DruidException when Druid refuses, or can't be reached
   */
  public void apply(Ingestion ingestion) {
    post("/druid/coordinator/v1/rules/" + DATA_SOURCE, rules(ingestion));
    post("/druid/coordinator/v1/config/compaction", resource("compaction.json"));
    post("/druid/indexer/v1/supervisor?skipRestartIfUnmodified=true", supervisor(ingestion));
    LOG.info("{} is taken in from topic {}", DATA_SOURCE, ingestion.topic());
  }

  /**
   * Ends the ingestion; what was taken in stays.
   *
   * @throws DruidException when Druid refuses, or can't be reached
   */
  public void terminate() {
    HttpResponse<String> answer =
        send("/druid/indexer/v1/supervisor/" + DATA_SOURCE + "/terminate", "");
    if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND) {
      throw refused("terminate", answer);
    }
  }

  private static JsonNode supervisor(Ingestion ingestion) {
    ObjectNode supervisor = (ObjectNode) resource("supervisor.json");
    ObjectNode io = (ObjectNode) supervisor.path("spec").path("ioConfig");
    io.put("topic", ingestion.topic());
    io.put("taskCount", ingestion.tasks());
    io.put("replicas", ingestion.replicas());
    ObjectNode consumer = io.putObject("consumerProperties");
    ingestion.consumer().forEach(consumer::put);
    // What the streaming job has not committed, or has taken back, is not there.
    consumer.put("isolation.level", "read_committed");
    return supervisor;
  }

  private static JsonNode rules(Ingestion ingestion) {
    JsonNode rules = resource("rules.json");
    ObjectNode kept = (ObjectNode) rules.get(0);
    kept.put("period", ingestion.retention().toString());
    kept.putObject("tieredReplicants").put("_default_tier", ingestion.replicas());
    return rules;
  }

  private static JsonNode resource(String name) {
    try (InputStream json = DruidSpecs.class.getResourceAsStream(name)) {
      return JsonMapper.shared().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private void post(String path, JsonNode body) {
    HttpResponse<String> answer = send(path, body.toString());
    if (answer.statusCode() != OK) {
      throw refused(path, answer);
    }
  }

  private HttpResponse<String> send(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(router.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DruidException("Druid at %s can't be reached".formatted(router), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DruidException("interrupted before Druid answered", e);
    }
  }

  private static DruidException refused(String what, HttpResponse<String> answer) {
    return new DruidException(
        "%s: status %d, %s (expected: %d)".formatted(what, answer.statusCode(), answer.body(), OK));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
