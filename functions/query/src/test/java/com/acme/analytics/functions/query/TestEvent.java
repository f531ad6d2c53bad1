package com.acme.analytics.functions.query;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An event as tests think of it: texts are empty, not null, where there is none. */
record TestEvent(
    UUID id,
    String event,
    Instant timestamp,
    Instant receivedAt,
    String userId,
    String anonymousId,
    String path,
    String country,
    boolean bot,
    Map<String, Object> properties) {

  static TestEvent of(Instant timestamp, String path, Map<String, Object> properties) {
    return new TestEvent(
        UUID.randomUUID(), "page_view", timestamp, timestamp, "u", "", path, "", false, properties);
  }
}
