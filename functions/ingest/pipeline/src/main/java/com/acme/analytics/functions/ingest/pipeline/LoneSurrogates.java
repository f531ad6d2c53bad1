package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds {@code \\uD800}-like escapes without their other half. JSON's grammar allows them, but they
 * stand for no character: no UTF-8 text can hold them and stores refuse the whole document.
 */
final class LoneSurrogates {
  private static final int ESCAPE_BYTES = 6;
  private static final int NONE = -1;

  /** U+FFFD, the character that stands for what is none; as long as what it replaces. */
  private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

  private LoneSurrogates() {}

  /** Whether JSON in {@code [from, to)} has one. */
  static boolean areIn(byte[] json, int from, int to) {
    return next(json, from, to) != NONE;
  }

  /**
   * A copy that has U+FFFD in the place of each one, at the same offsets; nothing when there is
   * none. What is no JSON does not become JSON by it.
   */
  static Optional<byte[]> replacedIn(byte[] json) {
    int at = next(json, 0, json.length);
    if (at == NONE) {
      return Optional.empty();
    }
    byte[] copy = json.clone();
    while (at != NONE) {
      System.arraycopy(REPLACEMENT, 0, copy, at, ESCAPE_BYTES);
      at = next(json, at + ESCAPE_BYTES, json.length);
    }
    return Optional.of(copy);
  }

  /** Where the first one in {@code [from, to)} begins. */
  private static int next(byte[] json, int from, int to) {
    int at = from;
    while (at < to) {
      if (json[at] != '\\') {
        at++;
      } else if (!isSurrogate(json, at, to)) {
        // The rest of a longer escape has no backslash.
        at += 2;
      } else if (isHigh(json, at) && isLow(json, at + ESCAPE_BYTES, to)) {
        at += 2 * ESCAPE_BYTES;
      } else {
        return at;
      }
    }
    return NONE;
  }

  private static boolean isLow(byte[] json, int at, int to) {
    return isSurrogate(json, at, to) && !isHigh(json, at);
  }

  private static boolean isSurrogate(byte[] json, int at, int to) {
    return at + ESCAPE_BYTES <= to
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && (json[at + 2] | 0x20) == 'd'
        && Character.digit(json[at + 3], 16) >= 8
        && Character.digit(json[at + 4], 16) >= 0
        && Character.digit(json[at + 5], 16) >= 0;
  }

  private static boolean isHigh(byte[] json, int escapeAt) {
    return Character.digit(json[escapeAt + 3], 16) < 0xC;
  }
}
