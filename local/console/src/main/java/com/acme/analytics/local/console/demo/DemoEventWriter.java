package com.acme.analytics.local.console.demo;

import com.acme.analytics.local.console.client.OutgoingEvent;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an event as a browser's SDK would send it. */
final class DemoEventWriter {
  private static final JsonFactory JSON = new JsonFactory();

  OutgoingEvent write(DemoEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(768);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("event_id", event.id().toString());
      json.writeStringProperty("event", event.step().name());
      json.writeStringProperty("timestamp", event.timestamp().toString());
      json.writeStringProperty("anonymous_id", event.visitor().anonymousId());
      if (event.step().signedIn()) {
        json.writeStringProperty("user_id", event.user());
      }
      writeProperties(json, event.step());
      writeContext(json, event);
      json.writeEndObject();
    }
    return new OutgoingEvent("event " + event.id(), out.toByteArray());
  }

  private static void writeProperties(JsonGenerator json, Step step) {
    json.writeObjectPropertyStart("properties");
    step.properties()
        .forEach(
            (name, value) -> {
              switch (value) {
                case Double number -> json.writeNumberProperty(name, number);
                case Integer number -> json.writeNumberProperty(name, number);
                default -> json.writeStringProperty(name, value.toString());
              }
            });
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, DemoEvent event) {
    Visitor visitor = event.visitor();
    Step step = event.step();
    json.writeObjectPropertyStart("context");
    json.writeStringProperty("ip", visitor.address());
    json.writeStringProperty("user_agent", visitor.userAgent());
    json.writeStringProperty("locale", visitor.country().locale());
    json.writeObjectPropertyStart("page");
    json.writeStringProperty("url", step.page().url());
    json.writeStringProperty("path", step.page().path());
    json.writeStringProperty("title", step.page().title());
    writePresent(json, "referrer", step.referrer());
    json.writeEndObject();
    json.writeObjectPropertyStart("campaign");
    writePresent(json, "source", step.arrival().source());
    writePresent(json, "medium", step.arrival().medium());
    writePresent(json, "name", step.arrival().campaign());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writePresent(JsonGenerator json, String name, Optional<String> value) {
    value.ifPresent(text -> json.writeStringProperty(name, text));
  }
}
