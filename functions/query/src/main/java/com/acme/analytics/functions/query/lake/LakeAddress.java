package com.acme.analytics.functions.query.lake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the lake is asked. */
public sealed interface LakeAddress {
  /** The forms of {@link #parse}. */
  Pattern FORM =
      Pattern.compile(
          "jdbc:trino://[a-z0-9.-]+:[0-9]{1,5}/[a-z0-9_]+/[a-z0-9_]+"
              + "|athena://([a-zA-Z0-9._-]+)/([a-zA-Z0-9_]+)/([a-z0-9_]+)");

  /**
   * Reads {@code jdbc:trino://host:port/catalog/schema} or {@code
   * athena://work-group/catalog/database}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static LakeAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "lake: \"%s\" (expected: jdbc:trino://… or athena://…)".formatted(text));
    }
    return matcher.group(1) == null
        ? new Trino(text)
        : new Athena(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /** A Trino's JDBC URL. */
  record Trino(String url) implements LakeAddress {}

  /**
   * A database of Athena.
   *
   * @param workGroup whose settings its statements run under
   */
  record Athena(String workGroup, String catalog, String database) implements LakeAddress {}
}
