package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.nio.charset.StandardCharsets;

/** Reads the placeholders of the routes. */
final class SchemaPath {
  /** As long as an event's name may be. */
  private static final int NAME_CHARS = 200;

  /** Versions of one event: more than a year of one a day. */
  private static final int VERSIONS = 1_000;

  private SchemaPath() {}

  static String event(HttpRequest request) {
    String name = request.pathParameters().getOrDefault("event", "");
    boolean printable =
        name.chars().noneMatch(Character::isISOControl)
            && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    if (name.isEmpty() || name.length() > NAME_CHARS || !printable) {
      throw refused(
          "event",
          Shown.text(name),
          "1 to " + NAME_CHARS + " characters without control characters");
    }
    return name;
  }

  static int version(HttpRequest request) {
    String text = request.pathParameters().getOrDefault("version", "");
    // No signs and no leading zeros: a version has one spelling.
    int version = text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
    if (version < 1 || version > VERSIONS) {
      throw refused("version", Shown.text(text), "1 to " + VERSIONS);
    }
    return version;
  }

  private static ProblemException refused(String name, String found, String expected) {
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_PARAMETER,
            "%s: %s (expected: %s)".formatted(name, found, expected),
            name));
  }
}
