package com.acme.analytics.functions.ingest.gateway.grpc;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The text that a client gave as properties. Put into a body as it is, a text that is anything but
 * one JSON value could end its event and begin others.
 */
record PropertiesText(String text) {
  private static final int MAX_CHARS = 6 * 1024 * 1024;

  /**
   * Above the depth at which the reader refuses an event, below the one at which it refuses the
   * body.
   */
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_CHARS)
                  .maxNameLength(MAX_CHARS)
                  .maxNumberLength(MAX_CHARS)
                  .build())
          .build();

  boolean isOneValue() {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        return false;
      }
      json.skipChildren();
      // A value at the end of the input is only read to its end by asking for more.
      json.finishToken();
      return json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
