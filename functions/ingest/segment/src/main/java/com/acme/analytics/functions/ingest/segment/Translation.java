package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.tenant.CustomerId;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a message of Segment's into an event of ours: docs/formats/segment.md. It never refuses one:
 * what is wrong with a message is wrong with its event, and the one reader of events says so.
 */
final class Translation {
  private static final Map<String, String> CONTEXT =
      Map.of("ip", "ip", "userAgent", "user_agent", "locale", "locale");

  private final CustomerId customer;
  private final JsonNode sentAt;

  /** For the messages of one body, which was sent at a time; a missing node when it doesn't say. */
  Translation(CustomerId customer, JsonNode sentAt) {
    this.customer = customer;
    this.sentAt = sentAt;
  }

  ObjectNode event(JsonNode message, Optional<MessageType> route) {
    Optional<MessageType> type = route.or(() -> MessageType.of(message.path("type").asString("")));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.set("event", name(message, type));
    copyId(message, event);
    copy(message, "timestamp", event, "timestamp");
    JsonNode sent = message.has("sentAt") ? message.get("sentAt") : sentAt;
    if (!sent.isMissingNode()) {
      event.set("sent_at", sent);
    }
    copyText(message, "userId", event, "user_id");
    copyText(message, "anonymousId", event, "anonymous_id");
    event.set("properties", properties(message, type));
    JsonNode context = message.path("context");
    if (context.isObject()) {
      event.set("context", context(context));
    }
    return event;
  }

  private static JsonNode name(JsonNode message, Optional<MessageType> type) {
    String fixed = type.map(MessageType::eventName).orElse("");
    return fixed.isEmpty()
        ? message.path("event")
        : JsonNodeFactory.instance.stringNode(fixed);
  }

  /** Segment's ids are any text; a UUID derived from one is the same at each retry. */
  private void copyId(JsonNode message, ObjectNode event) {
    String id = message.path("messageId").asString("");
    if (!id.isEmpty()) {
      event.put("event_id", uuid(id).toString());
    }
  }

  private UUID uuid(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      if (uuid.toString().equalsIgnoreCase(id)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Another text, as most libraries make them.
    }
    NameBasedGenerator names = Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);
    return names.generate("urn:acme:segment:" + customer + ':' + id);
  }

  private static ObjectNode properties(JsonNode message, Optional<MessageType> type) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    merge(message.path("traits"), properties);
    merge(message.path("properties"), properties);
    if (type.isPresent()) {
      switch (type.get()) {
        case PAGE, SCREEN -> {
          copy(message, "name", properties, "name");
          copy(message, "category", properties, "category");
        }
        case GROUP -> copy(message, "groupId", properties, "group_id");
        case ALIAS -> copy(message, "previousId", properties, "previous_id");
        case TRACK, IDENTIFY -> {
          // All of theirs are properties or traits.
        }
      }
    }
    return properties;
  }

  private static void merge(JsonNode from, ObjectNode into) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      into.set(member.getKey(), member.getValue());
    }
  }

  private static ObjectNode context(JsonNode from) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    CONTEXT.forEach((theirs, ours) -> copy(from, theirs, context, ours));
    for (String member : new String[] {"page", "campaign", "library"}) {
      copy(from, member, context, member);
    }
    return context;
  }

  /** Some libraries send numbers as ids. */
  private static void copyText(JsonNode from, String theirs, ObjectNode into, String ours) {
    JsonNode value = from.path(theirs);
    if (value.isNumber()) {
      into.put(ours, value.asString());
    } else if (!value.isMissingNode() && !(value.isString() && value.asString().isEmpty())) {
      into.set(ours, value);
    }
  }

  private static void copy(JsonNode from, String theirs, ObjectNode into, String ours) {
    if (from.has(theirs)) {
      into.set(ours, from.get(theirs));
    }
  }
}
