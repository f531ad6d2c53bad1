package com.acme.analytics.functions.ingest.management.rejected;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts the id an event would have had into its JSON, and changes no other byte: so its replay is
 * the same event each time.
 */
final class EventIdMember {
  private static final String NAME = "event_id";
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

  private EventIdMember() {}

  /**
   * The event with an id: its own where it has one, else the given.
   *
   * @param event JSON; what is no object is left as it is, for the pipeline to refuse
   * @param eventId a UUID
   */
  static byte[] ensure(byte[] event, String eventId) {
    String quoted = '"' + eventId + '"';
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return event;
      }
      int begin = at(json) + 1;
      boolean empty = true;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        empty = false;
        boolean id = json.currentName().equals(NAME);
        JsonToken value = json.nextToken();
        if (id) {
          return value == JsonToken.VALUE_NULL
              ? splice(event, at(json), at(json) + "null".length(), quoted)
              : event;
        }
        json.skipChildren();
      }
      return splice(event, begin, begin, '"' + NAME + "\":" + quoted + (empty ? "" : ","));
    } catch (JacksonException e) {
      return event;
    }
  }

  private static int at(JsonParser json) {
    return Math.toIntExact(json.currentTokenLocation().getByteOffset());
  }

  private static byte[] splice(byte[] bytes, int from, int to, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    out.write(bytes, 0, from);
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
