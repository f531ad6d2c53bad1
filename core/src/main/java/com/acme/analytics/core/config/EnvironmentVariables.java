package com.acme.analytics.core.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The environment of a process, read strictly: a variable that is missing or malformed, or one of
 * ours that nobody reads, is an {@link IllegalArgumentException} that names it and what was
 * expected. A process that can't read its configuration must not start.
 */
public final class EnvironmentVariables {
  private static final String OURS = "ACME_";
  private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+:[0-9]{1,5}");

  private final Map<String, String> values;
  private final TreeSet<String> read = new TreeSet<>();

  public EnvironmentVariables(Map<String, String> values) {
    this.values = Objects.requireNonNull(values, "values");
  }

  /** Any text that is not blank. */
  public String text(String name) {
    return value(name, "a value");
  }

  /** A text that matches as a whole. */
  public String text(String name, Pattern pattern) {
    String expectation = "matching " + pattern;
    String value = value(name, expectation);
    if (!pattern.matcher(value).matches()) {
      throw malformed(name, value, expectation);
    }
    return value;
  }

  /** {@code http://host:port} or {@code https://host:port}. */
  public URI address(String name) {
    return URI.create(text(name, ADDRESS));
  }

  /** An ISO 8601 duration above zero, such as {@code PT5M}. */
  public Duration duration(String name) {
    String value = text(name);
    Duration duration;
    try {
      duration = Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw malformed(name, value, "an ISO 8601 duration such as PT5M", e);
    }
    if (duration.isNegative() || duration.isZero()) {
      throw malformed(name, value, "> 0");
    }
    return duration;
  }

  /** The name of one of the enum's constants. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    String value = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(() -> malformed(name, value, Arrays.toString(type.getEnumConstants())));
  }

  /** Refuses the variables that begin with {@code ACME_} and have not been read; call it last. */
  public void refuseOthers() {
    for (String name : new TreeSet<>(values.keySet())) {
      if (name.startsWith(OURS) && !read.contains(name)) {
        throw new IllegalArgumentException(name + ": unknown (expected: only " + read + ")");
      }
    }
  }

  private String value(String name, String expectation) {
    read.add(name);
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + ": missing (expected: " + expectation + ")");
    }
    return value;
  }

  private static IllegalArgumentException malformed(String name, String value, String expectation) {
    return malformed(name, value, expectation, null);
  }

  private static IllegalArgumentException malformed(
      String name, String value, String expectation, Exception cause) {
    return new IllegalArgumentException(
        name + ": \"" + value + "\" (expected: " + expectation + ")", cause);
  }
}
