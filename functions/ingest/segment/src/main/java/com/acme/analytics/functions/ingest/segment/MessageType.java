package com.acme.analytics.functions.ingest.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The calls of Segment's specification, each a route and a value of a message's {@code type}. */
enum MessageType {
  /** Something happened; the message names it. */
  TRACK(""),
  /** Who somebody is. */
  IDENTIFY("identify"),
  /** Somebody saw a page. */
  PAGE("page_view"),
  /** Somebody saw a screen of an application. */
  SCREEN("screen_view"),
  /** Whom somebody belongs to. */
  GROUP("group"),
  /** Two ids are one person's. */
  ALIAS("alias");

  private final String eventName;

  MessageType(String eventName) {
    this.eventName = eventName;
  }

  /** The name of the events that such messages become; empty where the message itself says it. */
  String eventName() {
    return eventName;
  }

  static Optional<MessageType> of(String type) {
    return Arrays.stream(values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(type))
        .findFirst();
  }
}
