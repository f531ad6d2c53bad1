package com.acme.analytics.functions.ingest.enrichment;

import java.nio.charset.StandardCharsets;

/**
 * Decodes {@code application/x-www-form-urlencoded} as browsers do: a percent sign that begins no
 * escape stands for itself, bytes that are no UTF-8 become U+FFFD. So there is nothing to refuse.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-parsing">URL standard, 5.1</a>
 */
final class FormEncoding {
  private static final int ESCAPE_CHARS = 3;

  private FormEncoding() {}

  static String decode(String text, int start, int end) {
    boolean plain = text.indexOf('%', start, end) < 0 && text.indexOf('+', start, end) < 0;
    String encoded = text.substring(start, end);
    return plain ? encoded : decode(encoded.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(byte[] bytes) {
    int length = 0;
    int i = 0;
    while (i < bytes.length) {
      int escaped = escaped(bytes, i);
      if (escaped >= 0) {
        bytes[length++] = (byte) escaped;
        i += ESCAPE_CHARS;
      } else {
        bytes[length++] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
        i++;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The byte of the escape that begins here; negative when none does. */
  private static int escaped(byte[] bytes, int i) {
    if (bytes[i] != '%' || i + 2 >= bytes.length) {
      return -1;
    }
    int first = Character.digit(bytes[i + 1], 16);
    int second = Character.digit(bytes[i + 2], 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }
}
