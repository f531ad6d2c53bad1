package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a trace as JSON. Every member is always there; what is not known is null. */
public final class TraceAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private TraceAnswer(JsonGenerator json) {
    this.json = json;
  }

  /**
   * The answer's body, UTF-8.
   *
   * @param elapsedMillis how long the trace took
   */
  public static byte[] of(Trace trace, long elapsedMillis) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      new TraceAnswer(json).write(trace, elapsedMillis);
    }
    return out.toByteArray();
  }

  private void write(Trace trace, long elapsedMillis) {
    json.writeStartObject();
    json.writeStringProperty("event_id", trace.eventId().toString());
    json.writeStringProperty("status", trace.status().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("event", name(trace).orElse(null));
    time("timestamp", trace.accepted().map(AcceptedEvent::timestamp));
    time("received_at", trace.receivedAt());
    refusal(trace.letter());
    json.writeArrayPropertyStart("stores");
    trace.stores().forEach(this::store);
    json.writeEndArray();
    json.writeObjectPropertyStart("rejected");
    has(trace.refused().map(finding -> finding.letter().isPresent()));
    searched(trace.refused().map(Refusals.Finding::searched).orElse(List.of()));
    json.writeEndObject();
    json.writeBooleanProperty("partial", trace.isPartial());
    json.writeNumberProperty("elapsed_ms", elapsedMillis);
    json.writeEndObject();
  }

  private void refusal(Optional<DeadLetter> letter) {
    json.writeName("refusal");
    if (letter.isEmpty()) {
      json.writeNull();
      return;
    }
    RejectedEvent event = letter.get().event();
    json.writeStartObject();
    json.writeStringProperty("id", letter.get().id());
    json.writeStringProperty("code", event.getCode());
    json.writeStringProperty("pointer", event.getPointer());
    json.writeStringProperty("detail", event.getDetail());
    json.writeStringProperty("received_at", event.getReceivedAt().toString());
    json.writeStringProperty("source", event.getSource());
    json.writeBooleanProperty("replayable", letter.get().replayable());
    json.writeEndObject();
  }

  private void store(Trace.Store store) {
    json.writeStartObject();
    json.writeStringProperty("name", store.name());
    has(store.finding().map(finding -> finding.event().isPresent()));
    json.writeName("freshness_ms");
    Optional<Long> freshness =
        store.finding().map(StoreFinding::freshnessMillis).flatMap(TraceAnswer::boxed);
    if (freshness.isPresent()) {
      json.writeNumber(freshness.get());
    } else {
      json.writeNull();
    }
    searched(store.finding().map(finding -> List.of(finding.searched())).orElse(List.of()));
    json.writeEndObject();
  }

  private void has(Optional<Boolean> has) {
    json.writeName("has");
    if (has.isPresent()) {
      json.writeBoolean(has.get());
    } else {
      json.writeNull();
    }
  }

  private void searched(List<SearchRange> ranges) {
    json.writeArrayPropertyStart("searched");
    for (SearchRange range : ranges) {
      json.writeStartObject();
      json.writeStringProperty("from", range.from().toString());
      json.writeStringProperty("to", range.to().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void time(String name, Optional<Instant> time) {
    json.writeStringProperty(name, time.map(Instant::toString).orElse(null));
  }

  private static Optional<String> name(Trace trace) {
    return trace
        .accepted()
        .map(AcceptedEvent::event)
        .or(() -> trace.letter().map(letter -> letter.event().getEvent()));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
