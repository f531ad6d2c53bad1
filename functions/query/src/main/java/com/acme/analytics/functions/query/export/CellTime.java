package com.acme.analytics.functions.query.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times in files: RFC 3339 in UTC, always with milliseconds, so that their texts sort as they do.
 */
final class CellTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private CellTime() {}

  /**
   * The text of a time.
   *
   * @param millis since 1970, as text
   */
  static String of(String millis) {
    return FORM.format(Instant.ofEpochMilli(Long.parseLong(millis)));
  }
}
