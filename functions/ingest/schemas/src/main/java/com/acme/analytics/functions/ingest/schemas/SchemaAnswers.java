package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.functions.ingest.schemas.compile.SchemaJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is answered about schemas, as UTF-8 JSON. */
final class SchemaAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SchemaAnswers() {}

  /** One version with its schema. */
  static byte[] of(StoredSchema schema) {
    SchemaVersion version = schema.version();
    ObjectNode answer = JSON.objectNode().put("event", version.event());
    describe(version, answer);
    answer.set("schema", SchemaJson.read(schema.text()));
    return bytes(answer);
  }

  /** All versions of an event, without their schemas. */
  static byte[] of(String event, List<SchemaVersion> versions) {
    ObjectNode answer = JSON.objectNode().put("event", event);
    ArrayNode list = answer.putArray("versions");
    versions.forEach(version -> describe(version, list.addObject()));
    return bytes(answer);
  }

  /** What is in force, by event name, without the schemas. */
  static byte[] of(SchemaIndex index) {
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("schemas");
    new TreeMap<>(index.newest())
        .forEach(
            (event, newest) ->
                list.addObject()
                    .put("event", event)
                    .put("version", newest.version())
                    .put("mode", newest.mode().value()));
    return bytes(answer);
  }

  private static void describe(SchemaVersion version, ObjectNode into) {
    into.put("version", version.version())
        .put("mode", version.mode().value())
        .put("sha256", version.sha256())
        .put("created_at", version.createdAt().toString());
  }

  private static byte[] bytes(ObjectNode answer) {
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }
}
