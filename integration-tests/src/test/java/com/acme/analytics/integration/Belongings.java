package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of each thing that a customer can have, all marked with a word that nobody else uses: events
 * in every tier, a refused one, a schema, settings, funnel, dashboards, a job and an export.
 *
 * @param word stands in everything that can hold a text; also the name of the schema
 * @param exportPart where the export's first part can be downloaded
 */
record Belongings(
    Client owner,
    String word,
    String event,
    String funnel,
    String dashboard,
    String job,
    String export,
    String exportPart) {
  /** Events of each of this hour and of twenty days ago. */
  static final int EVENTS = 10;

  /** A schema's name that each owner uses. */
  static final String COMMON_SCHEMA = "common";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int OK = 200;

  /** Makes them all, and waits until each can be found by its owner. */
  static Belongings of(Client owner, String word) {
    Instant now = Instant.now();
    UUID event = UUID.randomUUID();
    owner.send(events(word, now.minusSeconds(60)));
    owner.send(events(word, now.minus(Duration.ofDays(20))));
    owner.send(List.of(event(word, event, now.minusSeconds(30))));
    owner.send(
        List.of(
            event(word, UUID.randomUUID(), Instant.parse("1999-01-01T00:00:00Z")),
            event(word, UUID.randomUUID(), Instant.parse("1999-01-01T00:00:01Z"))));
    made(owner, "PUT", "/v2/schemas/" + word + "/1", "{\"mode\": \"warn\", \"schema\": {}}");
    made(
        owner,
        "PUT",
        "/v2/schemas/" + COMMON_SCHEMA + "/1",
        "{\"mode\": \"warn\", \"schema\": {\"title\": \"%s\"}}".formatted(word));
    made(
        owner,
        "PUT",
        "/v2/settings",
        "{\"ip_policy\": \"keep\", \"pseudonymised\": [], \"key_buckets\": 16, \"dimensions\": [\"%s\"]}"
            .formatted(word));
    String funnel =
        made(
            owner,
            "POST",
            "/v2/funnels",
            "{\"name\": \"%1$s\", \"window\": \"PT1H\", \"steps\": [{\"event\": \"%1$s\"}, {\"event\": \"b\"}]}"
                .formatted(word),
            "id");
    String board =
        OpenApiExamples.DASHBOARD.formatted("line").replace("\"Shop\"", '"' + word + '"');
    made(owner, "POST", "/v2/dashboards", board);
    String dashboard = made(owner, "POST", "/v2/dashboards", board, "id");
    awaitEverywhere(owner, word, now.minus(Duration.ofDays(30)).toString());
    String job =
        made(
            owner,
            "POST",
            "/v2/query/async",
            "{\"dimensions\": [\"path\"], \"from\": \"%s\"}"
                .formatted(now.minus(Duration.ofDays(30))),
            "job_id");
    String export =
        made(
            owner,
            "POST",
            "/v2/exports",
            "{\"format\": \"ndjson\", \"from\": \"%s\"}".formatted(now.minus(Duration.ofDays(30))),
            "export_id");
    awaitSuccess(owner, "/v2/query/jobs/" + job);
    JsonNode exported = awaitSuccess(owner, "/v2/exports/" + export);
    String part = exported.at("/parts/0/url").asString();
    return new Belongings(owner, word, event.toString(), funnel, dashboard, job, export, part);
  }

  /** All tiers hold them: the hot one and the rollup, and the lake those of weeks ago. */
  private static void awaitEverywhere(Client owner, String word, String from) {
    await("events in every tier")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode counts = owner.query("dimensions", "path", "from", from, "wait", "true");
              assertThat(counts.path("rows"))
                  .hasToString("[[\"/%s\",%d]]".formatted(word, 2 * EVENTS + 1));
              JsonNode sums =
                  owner.query("measures", "count,sum:price", "from", from, "wait", "true");
              assertThat(sums.at("/rows/0/0").asInt()).isEqualTo(2 * EVENTS + 1);
              assertThat(tiers(sums)).containsExactly("lake", "hot");
            });
    await("refused events")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                owner.request("GET", "/v2/events/rejected", "").body().split(word + "\\b").length
                    > 2);
  }

  private static List<String> tiers(JsonNode answer) {
    return StreamSupport.stream(answer.at("/meta/tiers").spliterator(), false)
        .map(tier -> tier.path("name").asString())
        .toList();
  }

  private static JsonNode awaitSuccess(Client owner, String path) {
    return await(path)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> JSON.readTree(owner.request("GET", path, "").body()),
            state -> state.path("status").asString("").equals("succeeded"));
  }

  private static List<String> events(String word, Instant time) {
    return IntStream.range(0, EVENTS)
        .mapToObj(i -> event(word, UUID.randomUUID(), time.plusMillis(i)))
        .toList();
  }

  private static String event(String word, UUID id, Instant time) {
    return """
    {"event": "%1$s", "event_id": "%2$s", "timestamp": "%3$s", "user_id": "%1$s",
     "context": {"page": {"path": "/%1$s"}}, "properties": {"secret": "%1$s", "price": 1000003}}
    """
        .formatted(word, id, time);
  }

  private static String made(Client owner, String method, String path, String body, String id) {
    return JSON.readTree(made(owner, method, path, body)).path(id).asString();
  }

  private static String made(Client owner, String method, String path, String body) {
    HttpResponse<String> answer = owner.request(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(OK, 202);
    return answer.body();
  }
}
