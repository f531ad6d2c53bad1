package com.acme.analytics.core.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text at a separator. A backslash takes the separator's meaning, or another backslash's,
 * from the character after it: an HTTP API joins repeated parameters with commas, so a comma within
 * a value needs another form.
 */
final class EscapedList {
  private static final char ESCAPE = '\\';

  private EscapedList() {}

  /** The parts, escapes kept, at least one; after {@code limit - 1} separators no more count. */
  static List<String> split(String text, char separator, int limit) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length() && parts.size() < limit - 1; i++) {
      if (text.charAt(i) == ESCAPE) {
        i++;
      } else if (text.charAt(i) == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  static List<String> split(String text, char separator) {
    return split(text, separator, Integer.MAX_VALUE);
  }

  /**
   * The text without its escapes.
   *
   * @param field the part of the query it stands in, for the refusal
   */
  static String unescape(String text, String field) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == ESCAPE) {
        i++;
        if (i == text.length()) {
          throw InvalidQuery.of(field, text, "a character after \\; a backslash itself is \\\\");
        }
        character = text.charAt(i);
      }
      plain.append(character);
    }
    return plain.toString();
  }

  /** The text with an escape before each character that could separate something. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == ESCAPE || character == ',' || character == ':' || character == '|') {
        escaped.append(ESCAPE);
      }
      escaped.append(character);
    }
    return escaped.toString();
  }
}
