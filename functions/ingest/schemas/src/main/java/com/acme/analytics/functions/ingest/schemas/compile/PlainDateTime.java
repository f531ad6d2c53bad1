package com.acme.analytics.functions.ingest.schemas.compile;

import java.time.Month;

/**
 * Recognizes the date-times of RFC 3339 that nearly all events have, such as {@code
 * 2026-03-09T10:05:01.125Z}: upper case, in UTC, no leap second. What it doesn't recognize may be
 * one all the same; the library's parser tells, which costs ten times as much.
 */
final class PlainDateTime {
  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int MOST_FRACTION_DIGITS = 9;

  private PlainDateTime() {}

  /** Whether the text surely is a date-time. */
  static boolean is(String text) {
    int last = text.length() - 1;
    if (last < SHAPE.length() || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      char found = text.charAt(i);
      if (wanted == '0' ? !isDigit(found) : found != wanted) {
        return false;
      }
    }
    return isFraction(text, last)
        && isBetween(text, 5, 1, 12)
        && isBetween(text, 8, 1, Month.of(number(text, 5)).minLength())
        && isBetween(text, 11, 0, 23)
        && isBetween(text, 14, 0, 59)
        && isBetween(text, 17, 0, 59);
  }

  /** Whether there is no fraction of a second, or one of a usual length. */
  private static boolean isFraction(String text, int end) {
    int point = SHAPE.length();
    if (end == point) {
      return true;
    }
    int digits = end - point - 1;
    if (text.charAt(point) != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
      return false;
    }
    for (int i = point + 1; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBetween(String text, int at, int least, int most) {
    int value = number(text, at);
    return value >= least && value <= most;
  }

  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
