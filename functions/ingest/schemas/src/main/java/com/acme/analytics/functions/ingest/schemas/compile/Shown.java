package com.acme.analytics.functions.ingest.schemas.compile;

import tools.jackson.databind.JsonNode;

/** Cuts values for messages, so that an answer never grows with what somebody sent. */
public final class Shown {
  private static final int VALUE_CHARS = 64;
  private static final int EXPECTATION_CHARS = 256;

  private Shown() {}

  /** A value in JSON; of objects and arrays only what they are. */
  public static String value(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      // Cut before it is quoted: a long text is not copied whole.
      case STRING -> '"' + cut(value.asString(), VALUE_CHARS) + '"';
      default -> cut(value.asString(), VALUE_CHARS);
    };
  }

  /** A name or another text in quotes. */
  public static String text(String text) {
    return '"' + cut(text, VALUE_CHARS) + '"';
  }

  /** A name as it is. */
  public static String name(String name) {
    return cut(name, EXPECTATION_CHARS);
  }

  /** What a schema wants, in JSON. */
  public static String expectation(JsonNode schema) {
    return cut(schema.toString(), EXPECTATION_CHARS);
  }

  private static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return text.substring(0, end) + "...";
  }
}
