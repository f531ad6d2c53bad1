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
import java.util.List;
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
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final String SUPERVISOR = "/druid/indexer/v1/supervisor";
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
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
    post(SUPERVISOR + "?skipRestartIfUnmodified=true", supervisor(ingestion));
    LOG.info("{} is taken in from topic {}", DATA_SOURCE, ingestion.topic());
  }

  /**
   * Ends the ingestion and forgets how far the topic was read, as a topic that is made anew begins
   * at 0. What was taken in stays.
   *
   * <p>A reset is for a supervisor that is there, kills tasks that read, and fails those that
   * publish. So it comes before the end, and after the tasks of a suspended supervisor are through.
   *
   * @param limit how long tasks may publish; afterwards the ingestion is suspended, and this can be
   *     called again
   * @throws DruidException when Druid refuses, can't be reached, or has tasks after the limit
   */
  public void terminate(Duration limit) {
    HttpResponse<String> suspended = send(supervisor("suspend"), "");
    if (suspended.statusCode() == NOT_FOUND) {
      return;
    }
    // Bad is the request when it is suspended already.
    if (suspended.statusCode() != OK && suspended.statusCode() != BAD_REQUEST) {
      throw refused("suspend", suspended);
    }
    awaitNoTask(limit);
    for (String step : List.of("reset", "terminate")) {
      HttpResponse<String> answer = send(supervisor(step), "");
      if (answer.statusCode() != OK) {
        throw refused(step, answer);
      }
    }
  }

  private static String supervisor(String step) {
    return SUPERVISOR + "/" + DATA_SOURCE + "/" + step;
  }

  private void awaitNoTask(Duration limit) {
    long start = System.nanoTime();
    while (hasTask()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new DruidException(
            "tasks of %s still publish after %s (expected: none)".formatted(DATA_SOURCE, limit));
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Whether the overlord has a task of the stream that is not through: the supervisor may not. */
  private boolean hasTask() {
    String path = "/druid/indexer/v1/tasks?type=index_kafka&datasource=" + DATA_SOURCE;
    HttpResponse<String> answer = send(request(path).GET());
    if (answer.statusCode() != OK) {
      throw refused(path, answer);
    }
    return JsonMapper.shared()
        .readTree(answer.body())
        .valueStream()
        .anyMatch(task -> task.path("statusCode").asString().equals("RUNNING"));
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
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(router.resolve(path)).timeout(TIMEOUT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DruidException("Druid at %s can't be reached".formatted(router), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static DruidException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new DruidException("interrupted before Druid was through", cause);
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
