package com.acme.analytics.functions.ingest.pipeline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Reads the {@code date-time} of RFC 3339. Done by hand because every event has one: {@code
 * DateTimeFormatter} costs more than the rest of the event's fields together.
 */
final class Rfc3339 {
  private static final int FRACTION_AT = 19;
  private static final int SHORTEST = 20;
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long MILLIS_PER_MINUTE = 60_000L;

  private Rfc3339() {}

  /**
   * Milliseconds since the epoch; a finer fraction is cut off and a leap second is the second after
   * it. Empty when the text is no date-time.
   */
  static OptionalLong parse(String text) {
    if (text.length() < SHORTEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || !isDateSeparator(text.charAt(10))
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return OptionalLong.empty();
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, FRACTION_AT);
    int zoneAt = endOfFraction(text);
    if (year < 0
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 60
        || zoneAt < 0) {
      return OptionalLong.empty();
    }
    int offsetMinutes = offsetMinutes(text, zoneAt);
    if (offsetMinutes == Integer.MIN_VALUE) {
      return OptionalLong.empty();
    }
    long epochDay;
    try {
      epochDay = LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
    long millisOfDay =
        ((hour * 60L + minute) * 60L + second) * 1000L + fractionMillis(text, zoneAt);
    return OptionalLong.of(
        epochDay * MILLIS_PER_DAY + millisOfDay - offsetMinutes * MILLIS_PER_MINUTE);
  }

  private static boolean isDateSeparator(char c) {
    return c == 'T' || c == 't' || c == ' ';
  }

  /** Index of the first character after the fraction; -1 when a point has no digits. */
  private static int endOfFraction(String text) {
    if (text.charAt(FRACTION_AT) != '.') {
      return FRACTION_AT;
    }
    int at = FRACTION_AT + 1;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at == FRACTION_AT + 1 ? -1 : at;
  }

  private static int fractionMillis(String text, int zoneAt) {
    int millis = 0;
    for (int i = 1; i <= 3; i++) {
      int at = FRACTION_AT + i;
      millis = millis * 10 + (at < zoneAt ? text.charAt(at) - '0' : 0);
    }
    return millis;
  }

  /** Minutes east of UTC; {@link Integer#MIN_VALUE} when the rest of the text is no offset. */
  private static int offsetMinutes(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    return switch (text.charAt(at)) {
      case '+' -> hours * 60 + minutes;
      case '-' -> -(hours * 60 + minutes);
      default -> Integer.MIN_VALUE;
    };
  }

  /** The digits as a number; -1 when one of them is none. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
