package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.ingest.v2.Campaign;
import com.acme.analytics.ingest.v2.Context;
import com.acme.analytics.ingest.v2.Event;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.Library;
import com.acme.analytics.ingest.v2.Page;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A message as the body that it would be over HTTP, so that one reader with one set of limits
 * judges both. Properties stay the text they are.
 */
record BatchJson(IngestRequest request) {
  private static final JsonFactory JSON = new JsonFactory();

  /** As much as a body may have over HTTP; escapes can make a message's text longer. */
  private static final int LIMIT_BYTES = 6 * 1024 * 1024;

  /** Of names and punctuation around the values of an event. */
  private static final int FRAME_BYTES = 100;

  /**
   * The body, of format {@code JSON}.
   *
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE} beyond 6 MiB
   */
  byte[] toBytes() {
    int usual = request.getSerializedSize() + FRAME_BYTES * request.getEventsCount();
    ByteArrayOutputStream out = new ByteArrayOutputStream(usual + FRAME_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("events");
      for (Event event : request.getEventsList()) {
        write(json, event);
        if (out.size() > LIMIT_BYTES) {
          throw new ProblemException(
              new Problem(
                  ErrorCode.BODY_TOO_LARGE,
                  "message: more than %d bytes as JSON (expected: at most that)"
                      .formatted(LIMIT_BYTES)));
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Event event) {
    json.writeStartObject();
    text(json, "event_id", event.getEventId());
    text(json, "event", event.getEvent());
    text(json, "timestamp", event.getTimestamp());
    text(json, "sent_at", event.getSentAt());
    text(json, "user_id", event.getUserId());
    text(json, "anonymous_id", event.getAnonymousId());
    if (!event.getProperties().isEmpty()) {
      properties(json, event.getProperties());
    }
    if (event.hasContext()) {
      write(json, event.getContext());
    }
    json.writeEndObject();
  }

  /** What is no JSON goes in as a string, which the reader refuses for this event alone. */
  private static void properties(JsonGenerator json, String properties) {
    json.writeName("properties");
    if (new PropertiesText(properties).isOneValue()) {
      json.writeRawValue(properties);
    } else {
      json.writeString(properties);
    }
  }

  private static void write(JsonGenerator json, Context context) {
    json.writeObjectPropertyStart("context");
    text(json, "ip", context.getIp());
    text(json, "user_agent", context.getUserAgent());
    text(json, "locale", context.getLocale());
    if (context.hasPage()) {
      Page page = context.getPage();
      json.writeObjectPropertyStart("page");
      text(json, "url", page.getUrl());
      text(json, "path", page.getPath());
      text(json, "referrer", page.getReferrer());
      text(json, "title", page.getTitle());
      json.writeEndObject();
    }
    if (context.hasCampaign()) {
      Campaign campaign = context.getCampaign();
      json.writeObjectPropertyStart("campaign");
      text(json, "source", campaign.getSource());
      text(json, "medium", campaign.getMedium());
      text(json, "name", campaign.getName());
      text(json, "term", campaign.getTerm());
      text(json, "content", campaign.getContent());
      json.writeEndObject();
    }
    if (context.hasLibrary()) {
      Library library = context.getLibrary();
      json.writeObjectPropertyStart("library");
      text(json, "name", library.getName());
      text(json, "version", library.getVersion());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }
}
