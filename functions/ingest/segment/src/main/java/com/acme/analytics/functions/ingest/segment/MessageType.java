package com.acme.analytics.functions.ingest.segment;

import java.util.Optional;

/** The kinds of messages of Segment's specification: a message's {@code type}. */
enum MessageType {
  /** Something happened; the message names it. */
  TRACK("", "properties"),
  /** Who somebody is. */
  IDENTIFY("identify", "traits"),
  /** Somebody saw a page. */
  PAGE("page_view", "properties"),
  /** Somebody saw a screen of an application. */
  SCREEN("screen_view", "properties"),
  /** Whom somebody belongs to. */
  GROUP("group", "traits"),
  /** Two ids are one person's. */
  ALIAS("alias", "properties");

  private final String eventName;
  private final String details;

  MessageType(String eventName, String details) {
    this.eventName = eventName;
    this.details = details;
  }

  /** The name of the events that such messages become; empty where the message itself says it. */
  String eventName() {
    return eventName;
  }

  /** The message's member that becomes the event's properties. */
  String details() {
    return details;
  }

  static Optional<MessageType> of(String type) {
    for (MessageType value : values()) {
      if (value.name().equalsIgnoreCase(type)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
