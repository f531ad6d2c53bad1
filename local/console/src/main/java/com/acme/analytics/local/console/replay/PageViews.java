package com.acme.analytics.local.console.replay;

import com.acme.analytics.local.console.client.OutgoingEvent;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns log entries into {@code page_view} events. An event's id is a UUID version 5 of the log's
 * digest, the line's number and the time sent: replaying a log with the same times changes nothing,
 * with other times it adds to what is there.
 */
final class PageViews {
  private static final JsonFactory JSON = new JsonFactory();
  private static final UUID EVENTS = UUID.fromString("0b4f37d5-4b2c-5a52-9c55-7d1b6b2c2a5e");
  private static final UUID USERS = UUID.fromString("9d3a2f0c-6f0e-5f3b-8a41-2f9d1c5b7e10");

  /** Servers that look up names log a host name here, which is no {@code context.ip}. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private final NameBasedGenerator eventIds = Generators.nameBasedGenerator(EVENTS);
  private final NameBasedGenerator userIds = Generators.nameBasedGenerator(USERS);
  private final String digest;
  private final Retiming retiming;

  PageViews(String digest, Retiming retiming) {
    this.digest = digest;
    this.retiming = retiming;
  }

  OutgoingEvent of(long lineNumber, AccessLogEntry entry) {
    OffsetDateTime time = retiming.apply(entry.time());
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("event_id", eventId(lineNumber, time).toString());
      json.writeStringProperty("event", "page_view");
      json.writeStringProperty("timestamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
      json.writeStringProperty("user_id", userId(entry));
      writeProperties(json, entry);
      writeContext(json, entry);
      json.writeEndObject();
    }
    return new OutgoingEvent("line " + lineNumber, out.toByteArray());
  }

  private UUID eventId(long lineNumber, OffsetDateTime time) {
    return eventIds.generate(digest + "/" + lineNumber + "/" + time.toInstant());
  }

  /** One user is one address with one user agent: the best a log can tell. */
  private String userId(AccessLogEntry entry) {
    return userIds.generate(entry.client() + "\n" + entry.userAgent().orElse("-")).toString();
  }

  private static void writeProperties(JsonGenerator json, AccessLogEntry entry) {
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("path", entry.target());
    json.writeStringProperty("method", entry.method());
    json.writeNumberProperty("status", entry.status());
    json.writeNumberProperty("bytes", entry.bytes());
    entry.referrer().ifPresent(referrer -> json.writeStringProperty("referrer", referrer));
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, AccessLogEntry entry) {
    json.writeObjectPropertyStart("context");
    if (ADDRESS.matcher(entry.client()).matches()) {
      json.writeStringProperty("ip", entry.client());
    }
    entry.userAgent().ifPresent(agent -> json.writeStringProperty("user_agent", agent));
    json.writeEndObject();
  }
}
