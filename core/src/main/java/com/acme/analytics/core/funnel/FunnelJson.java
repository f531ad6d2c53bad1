package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.tenant.CustomerId;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Funnels as JSON, for those who keep them and for the stream; members that are new are skipped. */
final class FunnelJson {
  private static final JsonFactory JSON = new JsonFactory();

  private FunnelJson() {}

  static String write(Funnel funnel) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("id", funnel.id().toString());
      json.writeStringProperty("customer", funnel.customer().value());
      json.writeStringProperty("name", funnel.name());
      json.writeArrayPropertyStart("steps");
      for (FunnelStep step : funnel.steps()) {
        json.writeStartObject();
        json.writeStringProperty("event", step.event());
        json.writeArrayPropertyStart("filters");
        step.filters().forEach(filter -> json.writeString(filter.text()));
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringProperty("window", funnel.window().toString());
      if (funnel.breakdown().isPresent()) {
        json.writeStringProperty("breakdown", funnel.breakdown().get());
      }
      json.writeStringProperty("active_from", funnel.activeFrom().toString());
      json.writeEndObject();
    }
    return text.toString();
  }

  static Funnel read(String text) {
    Members members = new Members();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.read(name, json);
      }
      return members.funnel();
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("funnel: " + text + " (expected: one as written)", e);
    }
  }

  private static final class Members {
    private String id;
    private String customer;
    private String name;
    private final List<FunnelStep> steps = new ArrayList<>();
    private String window;
    private String breakdown;
    private String activeFrom;

    private void read(String member, JsonParser json) {
      switch (member) {
        case "id" -> id = json.getString();
        case "customer" -> customer = json.getString();
        case "name" -> name = json.getString();
        case "steps" -> readSteps(json);
        case "window" -> window = json.getString();
        case "breakdown" -> breakdown = json.getString();
        case "active_from" -> activeFrom = json.getString();
        default -> json.skipChildren();
      }
    }

    private void readSteps(JsonParser json) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        String event = null;
        List<Filter> filters = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String member = json.currentName();
          json.nextToken();
          switch (member) {
            case "event" -> event = json.getString();
            case "filters" -> {
              while (json.nextToken() == JsonToken.VALUE_STRING) {
                filters.add(Filter.parse(json.getString()));
              }
            }
            default -> json.skipChildren();
          }
        }
        steps.add(new FunnelStep(given("event", event), filters));
      }
    }

    private Funnel funnel() {
      return new Funnel(
          UUID.fromString(given("id", id)),
          new CustomerId(given("customer", customer)),
          given("name", name),
          steps,
          Duration.parse(given("window", window)),
          Optional.ofNullable(breakdown),
          Instant.parse(given("active_from", activeFrom)));
    }

    private static String given(String name, String value) {
      if (value == null) {
        throw new IllegalArgumentException(name + ": missing");
      }
      return value;
    }
  }
}
