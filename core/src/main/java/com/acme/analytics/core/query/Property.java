package com.acme.analytics.core.query;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A property of events, named by its path: {@code status}, or {@code cart.total} for a member of an
 * object. Text, numbers and booleans are values; a list, an object and null are none.
 *
 * @param path 1 to 200 characters, no control character and no backtick; its segments are separated
 *     by dots and not empty
 */
public record Property(String path) implements Dimension {
  private static final String PREFIX = "properties.";
  private static final int MAX_CHARACTERS = 200;
  private static final Pattern VALID = Pattern.compile("[^.`\\p{Cntrl}]+(\\.[^.`\\p{Cntrl}]+)*");
  private static final String EXPECTED =
      "a property's name: 1 to 200 characters, dots only between parts of a path, "
          + "no control characters and no backtick";

  /** Names of columns that are no property's. */
  private static final Set<String> TAKEN =
      Set.of(Query.TIME_COLUMN, Measure.COUNT, Measure.UNIQUE_USERS);

  public Property {
    if (!isValid(path)) {
      throw InvalidQuery.of("property", path, EXPECTED);
    }
  }

  /** The property of this name, with or without {@code properties.} before it. */
  static Property named(String name, String field) {
    String path = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    if (!isValid(path)) {
      throw InvalidQuery.of(field, name, EXPECTED);
    }
    return new Property(path);
  }

  /** The path's parts, outermost first. */
  public List<String> segments() {
    return List.of(path.split("\\."));
  }

  /** The path, after {@code properties.} where the path alone would name something else. */
  @Override
  public String columnName() {
    boolean ambiguous =
        FixedDimension.named(path).isPresent()
            || TAKEN.contains(path)
            || path.startsWith(PREFIX)
            || path.startsWith("-")
            || path.indexOf(':') >= 0;
    return ambiguous ? PREFIX + path : path;
  }

  /** Whether a property can have the path. */
  public static boolean isValid(String path) {
    return path.length() <= MAX_CHARACTERS && VALID.matcher(path).matches();
  }
}
