package com.acme.analytics.integration.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A web server's log, counted the plain way: split at quotes and blanks, nothing shared with the
 * code under test.
 *
 * @param file the log
 * @param requests its readable lines, in the file's order
 * @param unreadable how many lines are not of the combined format
 */
public record AccessLog(Path file, List<Request> requests, int unreadable) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** One readable line. */
  public record Request(Instant time, String path) {}

  /**
   * The real log beside the checkout; where there is none, the demo's visitors written as a log.
   */
  public static AccessLog sharedOrDemo(Platform platform) {
    Path shared = AcmeCommand.checkout().resolveSibling("shared/data/apache_access_combined.log");
    if (Files.isReadable(shared)) {
      return read(shared);
    }
    System.out.println("No " + shared + " here: the demo's output takes its place.");
    Path demo = platform.acme().home().resolveSibling("demo.log");
    platform
        .acme()
        .run("demo", "--seed", "7", "--log", demo.toString(), "--ending", "2026-01-04T00:00:00Z")
        .succeeded();
    return read(demo);
  }

  /** Reads a log. */
  public static AccessLog read(Path file) {
    List<Request> requests = new ArrayList<>();
    int unreadable = 0;
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] quoted = line.split("\"", -1);
        if (quoted.length == 7) {
          String time = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
          Instant instant = OffsetDateTime.parse(time, TIME).toInstant();
          requests.add(new Request(instant, quoted[1].split(" ", -1)[1]));
        } else {
          unreadable++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AccessLog(file, List.copyOf(requests), unreadable);
  }

  /** Requests per path. */
  public Map<String, Long> perPath() {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach(request -> counts.merge(request.path(), 1L, Long::sum));
    return counts;
  }

  /** Requests per minute, when the last line falls at {@code ending}. */
  public Map<String, Long> perMinute(Instant ending) {
    long shift = requests.get(requests.size() - 1).time().until(ending, ChronoUnit.MILLIS);
    Map<String, Long> counts = new TreeMap<>();
    for (Request request : requests) {
      Instant minute = request.time().plusMillis(shift).truncatedTo(ChronoUnit.MINUTES);
      counts.merge(minute.atOffset(ZoneOffset.UTC).toInstant().toString(), 1L, Long::sum);
    }
    return counts;
  }
}
