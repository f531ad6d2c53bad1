package com.acme.analytics.functions.ingest.pipeline;

import tools.jackson.core.JsonParser;

/** RFC 6901 pointers for answers: bounded, whatever the names in a body are. */
final class Pointers {
  private static final int LONGEST = 256;

  private Pointers() {}

  /** The pointer to what the parser stands on. */
  static String to(JsonParser json) {
    return bounded(json.streamReadContext().pathAsPointer().toString());
  }

  /** A pointer of more than 256 characters is cut to that of an enclosing value. */
  static String bounded(String pointer) {
    return pointer.length() <= LONGEST
        ? pointer
        : pointer.substring(0, pointer.lastIndexOf('/', LONGEST));
  }
}
