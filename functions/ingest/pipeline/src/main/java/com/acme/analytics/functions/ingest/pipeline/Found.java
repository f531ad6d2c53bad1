package com.acme.analytics.functions.ingest.pipeline;

/**
 * Words a message that names what was found and what was expected. A value is shown cut, so that an
 * answer never grows with what the client sent.
 */
record Found(String name, String value) {
  private static final int SHOWN_CHARS = 64;

  static Found of(String name, Object value) {
    return new Found(cut(name), cut(String.valueOf(value)));
  }

  static Found text(String name, String value) {
    return new Found(cut(name), '"' + cut(value) + '"');
  }

  String expected(String expectation) {
    return name + ": " + value + " (expected: " + expectation + ")";
  }

  private static String cut(String text) {
    if (text.length() <= SHOWN_CHARS) {
      return text;
    }
    // Half of a character can't be written as UTF-8.
    boolean split = Character.isHighSurrogate(text.charAt(SHOWN_CHARS - 1));
    return text.substring(0, split ? SHOWN_CHARS - 1 : SHOWN_CHARS) + "...";
  }
}
