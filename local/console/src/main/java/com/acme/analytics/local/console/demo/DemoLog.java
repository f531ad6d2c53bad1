package com.acme.analytics.local.console.demo;

import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes page views as a web server would log them (combined format), for whoever has no log of
 * their own. One line, the second, is malformed on purpose: its last quote is not closed.
 */
final class DemoLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Writer out;
  private long lines;

  DemoLog(Writer out) {
    this.out = out;
  }

  void add(DemoEvent event) throws IOException {
    if (!event.step().name().equals("page_view")) {
      return;
    }
    String line = line(event);
    out.write(line + "\n");
    lines++;
    if (lines == 1) {
      out.write(line.substring(0, line.length() - 1) + "\n");
      lines++;
    }
  }

  /** How many lines are written, the malformed one included. */
  long lines() {
    return lines;
  }

  private static String line(DemoEvent event) {
    // Chance that stays the same for the same event.
    long chance = Math.floorMod(event.id().getLeastSignificantBits(), 100_000L);
    int status = chance % 100 < 3 ? 404 : chance % 100 < 9 ? 304 : 200;
    return "%s - - [%s] \"GET %s HTTP/1.1\" %d %s \"%s\" \"%s\""
        .formatted(
            event.visitor().address(),
            TIME.format(event.timestamp()),
            event.step().page().path(),
            status,
            status == 304 ? "-" : String.valueOf(chance),
            event.step().referrer().orElse("-"),
            event.visitor().userAgent());
  }
}
