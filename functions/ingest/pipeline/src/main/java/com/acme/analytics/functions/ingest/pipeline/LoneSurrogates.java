package com.acme.analytics.functions.ingest.pipeline;

/**
 * Finds {@code \\uD800}-like escapes without their other half. JSON's grammar allows them, but they
 * stand for no character: no UTF-8 text can hold them and stores refuse the whole document.
 */
final class LoneSurrogates {
  private static final int ESCAPE_BYTES = 6;

  private LoneSurrogates() {}

  /** Whether well-formed JSON in {@code [from, to)} has one. */
  static boolean areIn(byte[] json, int from, int to) {
    int at = from;
    while (at < to) {
      if (json[at] != '\\') {
        at++;
      } else if (json[at + 1] != 'u') {
        at += 2;
      } else if (!isSurrogate(json, at)) {
        at += ESCAPE_BYTES;
      } else if (isHigh(json, at) && isLowEscape(json, at + ESCAPE_BYTES, to)) {
        at += 2 * ESCAPE_BYTES;
      } else {
        return true;
      }
    }
    return false;
  }

  private static boolean isLowEscape(byte[] json, int at, int to) {
    return at + ESCAPE_BYTES <= to
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && isSurrogate(json, at)
        && !isHigh(json, at);
  }

  private static boolean isSurrogate(byte[] json, int escapeAt) {
    return (json[escapeAt + 2] | 0x20) == 'd' && Character.digit(json[escapeAt + 3], 16) >= 8;
  }

  private static boolean isHigh(byte[] json, int escapeAt) {
    return Character.digit(json[escapeAt + 3], 16) < 0xC;
  }
}
