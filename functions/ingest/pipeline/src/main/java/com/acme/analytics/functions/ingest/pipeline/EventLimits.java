package com.acme.analytics.functions.ingest.pipeline;

/** Bounds on what one request may hold. They are part of the API: docs/formats/events.md. */
final class EventLimits {
  /** Lambda's own limit on a payload; a larger body can't arrive in one piece. */
  static final int BODY_BYTES = 6 * 1024 * 1024;

  /**
   * More events than fit into a body at a usual size of an event, so the body is the real bound.
   */
  static final int BATCH_EVENTS = 5_000;

  /** UTF-8 bytes of one event as sent. Keeps a Kafka record far below the broker's 1 MB. */
  static final int EVENT_BYTES = 32 * 1024;

  /** Bytes kept of an event in its dead letter. */
  static final int DEAD_LETTER_BYTES = 32 * 1024;

  /** Characters of an event's name: it becomes a LowCardinality value. */
  static final int NAME_CHARS = 200;

  /** Characters of a user id or anonymous id: they are part of the Kafka key. */
  static final int ID_CHARS = 256;

  /** Characters of a number in properties; the longest double that means anything has 24. */
  static final int NUMBER_CHARS = 64;

  /** Levels of objects and arrays within properties, itself included. */
  static final int PROPERTIES_DEPTH = 32;

  /**
   * Levels of the body. Beyond it reading stops, so it stands well above what an event may have.
   */
  static final int BODY_DEPTH = 128;

  private EventLimits() {}
}
