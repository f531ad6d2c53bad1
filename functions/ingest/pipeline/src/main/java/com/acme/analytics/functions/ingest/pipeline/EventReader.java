package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the events of one batch, one after another. Not thread-safe. */
final class EventReader {
  private static final String MEMBERS =
      "event_id, event, timestamp, sent_at, user_id, anonymous_id, properties or context";
  private static final int UUID_CHARS = 36;

  private final EventTimes times;
  private final EventIds ids;
  private final CustomerId customer;
  private final Instant receivedAt;
  private final PropertiesReader properties;
  private final MemberNames names = new MemberNames();

  private UUID givenId;
  private String givenName;
  private long timestamp;
  private long sentAt;

  EventReader(
      EventTimes times,
      EventIds ids,
      CustomerId customer,
      Instant receivedAt,
      PropertiesReader properties) {
    this.times = times;
    this.ids = ids;
    this.customer = customer;
    this.receivedAt = receivedAt;
    this.properties = properties;
  }

  /**
   * Reads the object the parser stands on; leaves the parser on its end.
   *
   * @param index position in the batch
   * @throws RejectedEventException with the parser anywhere within the object
   */
  Event read(JsonParser json, int index) {
    givenId = null;
    givenName = null;
    timestamp = EventTimes.NOT_GIVEN;
    sentAt = EventTimes.NOT_GIVEN;
    names.clear();
    Event event = new Event();
    event.setCustomerId(customer.value());
    event.setReceivedAt(receivedAt);
    event.setProperties("{}");
    event.setWarnings(new ArrayList<>(0));
    event.setDimensions(Map.of());
    event.setMeasures(Map.of());
    String path = null;
    String referrer = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = names.next(json);
      json.nextToken();
      switch (name) {
        case "event_id" -> givenId = uuid(json);
        case "event" -> {
          givenName = eventName(json);
          event.setEvent(givenName);
        }
        case "timestamp" -> timestamp = time(json);
        case "sent_at" -> sentAt = time(json);
        case "user_id" -> event.setUserId(id(json));
        case "anonymous_id" -> event.setAnonymousId(id(json));
        case "properties" -> {
          if (json.currentToken() != JsonToken.VALUE_NULL) {
            event.setProperties(properties.read(json));
            path = properties.path();
            referrer = properties.referrer();
          }
        }
        case "context" -> ContextReader.read(json, event);
        default ->
            throw RejectedEventException.invalid(
                json, Found.text("member", name).expected(MEMBERS));
      }
    }
    if (event.getEvent() == null) {
      throw new RejectedEventException(
          ErrorCode.INVALID_EVENT,
          json.streamReadContext().pathAsPointer() + "/event",
          Found.of("event", "missing").expected("a name of 1 to 200 characters"));
    }
    if (event.getPagePath() == null) {
      event.setPagePath(path);
    }
    if (event.getPageReferrer() == null) {
      event.setPageReferrer(referrer);
    }
    event.setTimestamp(eventTime(json));
    event.setEventId(givenId != null ? givenId : ids.idOf(index));
    return event;
  }

  /** The id the client gave the last event, accepted or not. */
  Optional<UUID> givenId() {
    return Optional.ofNullable(givenId);
  }

  /** The name the client gave the last event, accepted or not; null when it gave none. */
  String givenName() {
    return givenName;
  }

  private Instant eventTime(JsonParser json) {
    long received = receivedAt.toEpochMilli();
    long eventTime = times.eventTime(timestamp, sentAt, received);
    if (!times.accepts(eventTime, received)) {
      throw new RejectedEventException(
          ErrorCode.TIMESTAMP_OUT_OF_RANGE,
          json.streamReadContext().pathAsPointer() + "/timestamp",
          Found.of("timestamp", Instant.ofEpochMilli(eventTime))
              .expected(
                  "%s before to %s after the receive time %s"
                      .formatted(times.maxAge(), times.maxClockSkew(), receivedAt)));
    }
    return Instant.ofEpochMilli(eventTime);
  }

  private static String eventName(JsonParser json) {
    String expectation = "a name of 1 to " + EventLimits.NAME_CHARS + " characters";
    String name = TextMember.read(json, 1, EventLimits.NAME_CHARS, expectation);
    if (name != null && name.chars().anyMatch(Character::isISOControl)) {
      throw RejectedEventException.invalid(
          json, Found.of("event", "a control character").expected("a name without any"));
    }
    return name;
  }

  private static String id(JsonParser json) {
    return TextMember.read(
        json, 1, EventLimits.ID_CHARS, "text of 1 to " + EventLimits.ID_CHARS + " characters");
  }

  private static UUID uuid(JsonParser json) {
    String text = TextMember.read(json, 0, Integer.MAX_VALUE, "a UUID");
    if (text == null) {
      return null;
    }
    if (!isUuid(text)) {
      throw RejectedEventException.invalid(
          json, Found.text("event_id", text).expected("a UUID of 36 characters"));
    }
    return UUID.fromString(text);
  }

  /** Stricter than {@link UUID#fromString}, which also takes groups of other lengths. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_CHARS) {
      return false;
    }
    for (int i = 0; i < UUID_CHARS; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static long time(JsonParser json) {
    String text = TextMember.read(json);
    if (text == null) {
      return EventTimes.NOT_GIVEN;
    }
    OptionalLong millis = Rfc3339.parse(text);
    if (millis.isEmpty()) {
      throw RejectedEventException.invalid(
          json,
          Found.text(json.currentName(), text)
              .expected("an RFC 3339 time such as 2015-05-17T10:05:03.125Z"));
    }
    return millis.getAsLong();
  }
}
