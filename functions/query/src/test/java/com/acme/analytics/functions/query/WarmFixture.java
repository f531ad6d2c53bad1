package com.acme.analytics.functions.query;

import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.druid.DruidSpecs;
import com.acme.analytics.local.supervisor.DruidEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real Druid with the data source of events, rolled up as the stream's is. */
final class WarmFixture implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final EngineFixture<DruidEngine> druid;
  private final HttpClient http = HttpClient.newHttpClient();

  private WarmFixture(EngineFixture<DruidEngine> druid) {
    this.druid = druid;
  }

  static WarmFixture start() throws IOException, InterruptedException {
    return new WarmFixture(EngineFixture.druid());
  }

  URI url() {
    return druid.engine().url();
  }

  /** Takes events of a customer that declares nothing in. */
  void insert(CustomerId customer, List<TestEvent> events) throws Exception {
    insert(customer, DeclaredSince.NEVER, events);
  }

  /** Takes events in by a task of its own, and returns when queries see them. */
  void insert(CustomerId customer, DeclaredSince declared, List<TestEvent> events)
      throws Exception {
    StringWriter lines = new StringWriter();
    for (TestEvent event : events) {
      write(lines, customer, declared, event);
    }
    post("/druid/indexer/v1/task", task(lines.toString()).toString());
    String count =
        "{\"query\": \"SELECT SUM(\\\"count\\\") AS events FROM events WHERE customer_id = '%s'\"}"
            .formatted(customer.value());
    String expected = "\"events\":" + events.size() + "}";
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> post("/druid/v2/sql", count).contains(expected));
  }

  /** The supervisor's schema, and the lines instead of its topic. */
  private static JsonNode task(String lines) throws IOException {
    try (InputStream supervisor = DruidSpecs.class.getResourceAsStream("supervisor.json")) {
      JsonNode schema = JsonMapper.shared().readTree(supervisor).path("spec").path("dataSchema");
      ObjectNode task = JsonMapper.shared().createObjectNode().put("type", "index_parallel");
      ObjectNode spec = task.putObject("spec");
      spec.set("dataSchema", schema);
      ObjectNode io = spec.putObject("ioConfig").put("type", "index_parallel");
      io.putObject("inputSource").put("type", "inline").put("data", lines);
      io.putObject("inputFormat").put("type", "json");
      io.put("appendToExisting", true);
      return task;
    }
  }

  /** As docs/formats/unique.md has it: what an event does not have is absent. */
  private static void write(
      StringWriter lines, CustomerId customer, DeclaredSince declared, TestEvent event) {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), lines)) {
      json.writeStartObject();
      json.writeStringProperty("customer_id", customer.value());
      json.writeNumberProperty("timestamp", event.timestamp().toEpochMilli());
      json.writeStringProperty("event", event.event());
      json.writeBooleanProperty("bot", event.bot());
      text(json, "path", event.path());
      text(json, "country", event.country());
      text(json, "user", event.userId().isEmpty() ? event.anonymousId() : event.userId());
      dimensions(json, event, declared.dimensions());
      measures(json, event, declared.measures());
      json.writeEndObject();
    }
    lines.write('\n');
  }

  private static void dimensions(
      JsonGenerator json, TestEvent event, Map<String, Instant> declared) {
    json.writeObjectPropertyStart("dimensions");
    new TreeMap<>(declared)
        .forEach(
            (path, since) -> {
              String text = JsonScalar.text(PlainJson.text(event.property(path)));
              if (!event.timestamp().isBefore(since) && text != null) {
                json.writeStringProperty(path, text);
              }
            });
    json.writeEndObject();
  }

  /** In the order of the names of those that an event has. */
  private static void measures(JsonGenerator json, TestEvent event, Map<String, Instant> declared) {
    int place = 0;
    for (Map.Entry<String, Instant> each : new TreeMap<>(declared).entrySet()) {
      if (!event.timestamp().isBefore(each.getValue())
          && event.property(each.getKey()) instanceof Number number) {
        place++;
        json.writeStringProperty("measure_" + place, each.getKey());
        json.writeNumberProperty("value_" + place, number.doubleValue());
      }
    }
  }

  private static void text(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  private String post(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(url().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "druid: status %d, %s (expected: 200)".formatted(answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    http.close();
    druid.close();
  }
}
