package com.acme.analytics.functions.ingest.pipeline;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads members that must be text. */
final class TextMember {
  private TextMember() {}

  /** The text the parser stands on; null when it is {@code null}, which counts as not given. */
  static String read(JsonParser json) {
    return read(json, 0, Integer.MAX_VALUE, "text");
  }

  /**
   * Text of a bounded length, in characters.
   *
   * @param expectation what the text must be, in words
   */
  static String read(JsonParser json, int minChars, int maxChars, String expectation) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw RejectedEventException.invalid(
          json, Found.of(json.currentName(), JsonText.kindOf(json)).expected(expectation));
    }
    int length = json.getStringLength();
    if (length < minChars || length > maxChars) {
      throw RejectedEventException.invalid(
          json, Found.of(json.currentName(), length + " characters").expected(expectation));
    }
    return json.getString();
  }
}
