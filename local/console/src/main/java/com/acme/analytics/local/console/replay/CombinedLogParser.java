package com.acme.analytics.local.console.replay;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the combined log format that Apache and nginx write by default: {@code host ident user
 * [time] "request" status bytes "referrer" "user agent"}. Nothing else is taken, the common format
 * without the last two fields included.
 *
 * @see <a href="https://httpd.apache.org/docs/2.4/logs.html#combined">Apache's definition</a>
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html">nginx's definition</a>
 */
final class CombinedLogParser {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String ABSENT = "-";

  AccessLogEntry parse(LogLine line) throws UnreadableLineException {
    if (!line.complete()) {
      throw new UnreadableLineException("longer than " + LogReader.MAX_LINE_BYTES + " bytes");
    }
    if (line.text().isBlank()) {
      throw new UnreadableLineException("empty");
    }
    LineCursor cursor = new LineCursor(line.text());
    String client = cursor.before(" ", "client address");
    cursor.before(" ", "ident");
    // A user name may hold spaces; the time's bracket ends it.
    cursor.before(" [", "user and time");
    OffsetDateTime time = time(cursor.before("] ", "end of the time"));
    String request = cursor.quoted("request");
    cursor.space("status");
    int status = status(cursor.before(" ", "status"));
    long bytes = bytes(cursor.before(" ", "bytes, referrer and user agent"));
    String referrer = cursor.quoted("referrer");
    cursor.space("user agent");
    String userAgent = cursor.quoted("user agent");
    cursor.end();
    return new AccessLogEntry(
        client,
        time,
        method(request),
        target(request),
        status,
        bytes,
        present(referrer),
        present(userAgent));
  }

  private static OffsetDateTime time(String text) throws UnreadableLineException {
    try {
      return OffsetDateTime.parse(text, TIME);
    } catch (DateTimeException e) {
      throw new UnreadableLineException(
          "time: " + text + " (expected: like 17/May/2015:10:05:03 +0000)");
    }
  }

  private static String method(String request) throws UnreadableLineException {
    int end = request.indexOf(' ');
    if (end < 1 || !request.chars().limit(end).allMatch(CombinedLogParser::isMethodCharacter)) {
      throw new UnreadableLineException(
          "request: " + request + " (expected: a method and a target)");
    }
    return request.substring(0, end);
  }

  /** What stands between the method and the protocol; HTTP/0.9 has no protocol. */
  private static String target(String request) throws UnreadableLineException {
    int protocol = request.lastIndexOf(" HTTP/");
    int end = protocol < 0 ? request.length() : protocol;
    String target = request.substring(Math.min(request.indexOf(' '), end), end).strip();
    if (target.isEmpty()) {
      throw new UnreadableLineException("request: " + request + " (expected: a target)");
    }
    return target;
  }

  private static int status(String text) throws UnreadableLineException {
    if (!text.matches("\\d{3}")) {
      throw new UnreadableLineException("status: " + text + " (expected: three digits)");
    }
    return Integer.parseInt(text);
  }

  private static long bytes(String text) throws UnreadableLineException {
    if (text.equals(ABSENT)) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new UnreadableLineException("bytes: " + text + " (expected: a number or -)");
    }
    return Long.parseLong(text);
  }

  private static boolean isMethodCharacter(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || character == '-'
        || character == '_';
  }

  private static Optional<String> present(String text) {
    return text.equals(ABSENT) ? Optional.empty() : Optional.of(text);
  }
}
