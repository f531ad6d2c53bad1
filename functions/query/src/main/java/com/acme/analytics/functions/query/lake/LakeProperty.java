package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A property in the JSON text of the lake's column {@code properties}. A member whose name has a
 * dot is at the same path as a member of an object, as in the other tiers: so each way to part the
 * path into names is looked at.
 */
record LakeProperty(Property property) {
  /** A longer path is looked for as members of objects only: the ways double with each segment. */
  private static final int MOST_SEGMENTS_PARTED = 4;

  /** The value as JSON text, of any type; null where there is none. */
  String json() {
    return coalesced("json_format(json_extract(properties, %s))");
  }

  /** The text of a text, a number or a boolean; null of any other value. */
  String scalar() {
    return coalesced("json_extract_scalar(properties, %s)");
  }

  /** Whether the value is text, as a condition; null where there is none. */
  String isText() {
    return json() + " LIKE '\"%'";
  }

  /** The value where it is a number, as a double, else null. */
  String number() {
    return "IF(" + isText() + ", NULL, TRY_CAST(" + scalar() + " AS double))";
  }

  private String coalesced(String template) {
    List<String> segments = property.segments();
    List<List<String>> partings =
        segments.size() > MOST_SEGMENTS_PARTED ? List.of(segments) : partings(segments);
    List<String> ways =
        partings.stream().map(names -> template.formatted(literal(path(names)))).toList();
    return ways.size() == 1
        ? ways.getFirst()
        : ways.stream().collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  /** All ways to join neighbours by dots: 2^(n - 1) of n segments. */
  private static List<List<String>> partings(List<String> segments) {
    if (segments.size() == 1) {
      return List.of(segments);
    }
    List<List<String>> partings = new ArrayList<>();
    for (List<String> rest : partings(segments.subList(1, segments.size()))) {
      List<String> apart = new ArrayList<>(rest);
      apart.addFirst(segments.getFirst());
      partings.add(apart);
      List<String> joined = new ArrayList<>(rest);
      joined.set(0, segments.getFirst() + "." + rest.getFirst());
      partings.add(joined);
    }
    return partings;
  }

  private static String path(List<String> names) {
    return names.stream()
        .map(name -> "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]")
        .collect(Collectors.joining("", "$", ""));
  }

  /** A text within a statement: a quote is all that could end it. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
