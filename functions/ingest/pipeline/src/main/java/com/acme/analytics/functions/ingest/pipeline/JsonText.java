package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/**
 * The bytes under a parser, to take values out of them as they were written.
 *
 * @param body UTF-8; not copied
 * @param offset where the parser began to read
 */
record JsonText(byte[] body, int offset) {

  /** Index of the first byte of the token the parser stands on. */
  int tokenStart(JsonParser json) {
    return offset + (int) json.currentTokenLocation().getByteOffset();
  }

  /** Index after the last byte of the token the parser stands on, once it is read whole. */
  int tokenEnd(JsonParser json) {
    return offset + (int) json.currentLocation().getByteOffset();
  }

  /** The text from {@code start} to the end of the token the parser stands on. */
  String from(int start, JsonParser json) {
    return new String(body, start, tokenEnd(json) - start, StandardCharsets.UTF_8);
  }

  /** What the parser stands on, in words. */
  static String kindOf(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> String.valueOf(json.currentToken());
    };
  }
}
