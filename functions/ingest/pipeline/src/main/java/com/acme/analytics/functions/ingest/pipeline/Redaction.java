package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.tenant.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes API keys out of what is kept of a body. Clients that send their key beside the events, as
 * Segment's do, or log it by mistake, must not find it in a dead letter.
 */
final class Redaction {
  private static final byte[] PREFIX = ApiKey.PREFIX.getBytes(StandardCharsets.US_ASCII);
  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(ApiKey.PREFIX) + "[a-z]+_[A-Za-z0-9_-]{16,}");

  private static final String REDACTED = "[redacted]";

  private Redaction() {}

  /** The text with every key replaced. */
  static String apply(String text) {
    return text.contains(ApiKey.PREFIX) ? KEY.matcher(text).replaceAll(REDACTED) : text;
  }

  /** The text with every key replaced; the same array where there is none. */
  static byte[] apply(byte[] text) {
    if (!contains(text)) {
      return text;
    }
    // Latin-1 takes every byte to one character and back, also where a cut broke UTF-8.
    Matcher keys = KEY.matcher(new String(text, StandardCharsets.ISO_8859_1));
    return keys.replaceAll(REDACTED).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean contains(byte[] text) {
    for (int i = 0; i <= text.length - PREFIX.length; i++) {
      int matched = 0;
      while (matched < PREFIX.length && text[i + matched] == PREFIX[matched]) {
        matched++;
      }
      if (matched == PREFIX.length) {
        return true;
      }
    }
    return false;
  }
}
