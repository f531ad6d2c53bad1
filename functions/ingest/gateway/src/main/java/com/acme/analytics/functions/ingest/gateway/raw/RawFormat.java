package com.acme.analytics.functions.ingest.gateway.raw;

import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tells by its content how a body holds its events, since a record has no content type. */
final class RawFormat {
  private static final JsonFactory JSON = new JsonFactory();

  private RawFormat() {}

  /**
   * {@link BatchFormat#JSON} for an object with an array {@code events}; else {@link
   * BatchFormat#NDJSON}, which one event is too, and which finds what is wrong with the rest.
   */
  static BatchFormat of(byte[] body) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return BatchFormat.NDJSON;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("events") && value == JsonToken.START_ARRAY) {
          return BatchFormat.JSON;
        }
        if (name.equals("event")) {
          return BatchFormat.NDJSON;
        }
        json.skipChildren();
      }
      return BatchFormat.NDJSON;
    } catch (JacksonException e) {
      return BatchFormat.NDJSON;
    }
  }
}
