package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.tenant.CustomerId;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns the messages of one body into events: docs/formats/segment.md. It never refuses one: what
 * is wrong with a message is wrong with its event, and the one reader of events says so.
 */
final class Translation {
  /** A message's bound, Segment's and ours. Beyond it nobody looks into a message. */
  private static final int MESSAGE_BYTES = 32 * 1024;

  private final MessageIds ids;
  private final Optional<MessageType> type;
  private final Optional<JsonSlice> sentAt;
  private final ByteArrayOutputStream out;

  /**
   * For the messages of one body.
   *
   * @param type of all of them; empty where each says its own
   * @param sentAt when the body was sent; empty where it doesn't say
   * @param out where the events are written to, one after another
   */
  Translation(
      CustomerId customer,
      Optional<MessageType> type,
      Optional<JsonSlice> sentAt,
      ByteArrayOutputStream out) {
    this.ids = new MessageIds(customer);
    this.type = type;
    this.sentAt = sentAt;
    this.out = out;
  }

  /** Writes a message's event. */
  void write(JsonSlice message) {
    if (!message.isObject() || message.length() > MESSAGE_BYTES) {
      // No event, and refused as such.
      message.writeTo(out);
      out.write('\n');
      return;
    }
    Map<String, JsonSlice> members = message.members();
    MessageType kind = type.orElseGet(() -> typeOf(members));
    EventLine line = new EventLine(out);
    line.begin();
    writeName(members, kind, line);
    messageId(members).ifPresent(id -> line.text("event_id", ids.of(id).toString()));
    writeTimes(members, line);
    writeId(members.get("userId"), "user_id", line);
    writeId(members.get("anonymousId"), "anonymous_id", line);
    writeProperties(members, kind, line);
    JsonSlice context = members.get("context");
    if (context != null && context.isObject()) {
      ContextTranslation.write(context, line);
    }
    line.endLine();
  }

  private static MessageType typeOf(Map<String, JsonSlice> members) {
    return given(members, "type")
        .flatMap(JsonSlice::text)
        .flatMap(MessageType::of)
        .orElse(MessageType.TRACK);
  }

  private static void writeName(Map<String, JsonSlice> members, MessageType kind, EventLine line) {
    if (kind != MessageType.TRACK) {
      line.text("event", kind.eventName());
    } else {
      given(members, "event").ifPresent(name -> line.copy("event", name));
    }
  }

  private static Optional<String> messageId(Map<String, JsonSlice> members) {
    return given(members, "messageId").flatMap(JsonSlice::text).filter(id -> !id.isEmpty());
  }

  /**
   * A message that has passed Segment itself has both times, and {@code timestamp} is the corrected
   * one: it must not be corrected again.
   */
  private void writeTimes(Map<String, JsonSlice> members, EventLine line) {
    Optional<JsonSlice> timestamp = given(members, "timestamp");
    Optional<JsonSlice> original = given(members, "originalTimestamp");
    timestamp.or(() -> original).ifPresent(time -> line.copy("timestamp", time));
    if (timestamp.isEmpty() || original.isEmpty()) {
      sentAt.or(() -> given(members, "sentAt")).ifPresent(time -> line.copy("sent_at", time));
    }
  }

  /** Some libraries send numbers as ids, and an empty text for none. */
  private static void writeId(JsonSlice id, String name, EventLine line) {
    if (id == null || id.isNull() || (id.isText() && id.length() == 2)) {
      return;
    }
    if (id.isNumber()) {
      line.numberAsText(name, id);
    } else {
      line.copy(name, id);
    }
  }

  private static void writeProperties(
      Map<String, JsonSlice> members, MessageType kind, EventLine line) {
    Optional<JsonSlice> details = given(members, kind.details());
    if (details.isPresent() && !details.get().isObject()) {
      line.copy("properties", details.get());
      return;
    }
    Map<String, JsonSlice> own = besides(members, kind);
    if (own.isEmpty()) {
      details.ifPresent(object -> line.copy("properties", object));
      return;
    }
    // A name that the properties have is theirs: page(name) of browsers is in both places.
    Map<String, JsonSlice> taken = details.map(JsonSlice::members).orElse(Map.of());
    line.begin("properties");
    own.forEach(
        (name, value) -> {
          if (!taken.containsKey(name)) {
            line.copy(name, value);
          }
        });
    details.ifPresent(line::members);
    line.end();
  }

  /** The members of a message that are properties of its event. */
  private static Map<String, JsonSlice> besides(Map<String, JsonSlice> members, MessageType kind) {
    return switch (kind) {
      case TRACK, IDENTIFY -> Map.of();
      case PAGE, SCREEN -> renamed(members, Map.of("name", "name", "category", "category"));
      case GROUP -> renamed(members, Map.of("groupId", "group_id"));
      case ALIAS -> renamed(members, Map.of("previousId", "previous_id"));
    };
  }

  private static Map<String, JsonSlice> renamed(
      Map<String, JsonSlice> members, Map<String, String> names) {
    Map<String, JsonSlice> renamed = new TreeMap<>();
    names.forEach(
        (theirs, ours) -> given(members, theirs).ifPresent(value -> renamed.put(ours, value)));
    return renamed;
  }

  /** A member that is there and not null. */
  private static Optional<JsonSlice> given(Map<String, JsonSlice> members, String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !value.isNull());
  }
}
