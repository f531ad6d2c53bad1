package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A format of the library that is not even tried on a text longer than any that has it. The library
 * uses the JDK's regular expressions, some of which take quadratic time or deep stacks.
 */
final class BoundedFormat implements Format {
  /** The formats that are taken, each with the most characters its texts have. */
  private static final Map<String, Integer> LONGEST =
      Map.ofEntries(
          Map.entry("date", 10),
          Map.entry("time", 64),
          Map.entry("date-time", 64),
          Map.entry("duration", 64),
          // RFC 5321: 64 before the at sign, 255 after it.
          Map.entry("email", 320),
          Map.entry("idn-email", 320),
          Map.entry("hostname", 253),
          Map.entry("ipv4", 15),
          Map.entry("ipv6", 45),
          Map.entry("uri", 2_048),
          Map.entry("uri-reference", 2_048),
          Map.entry("iri", 2_048),
          Map.entry("iri-reference", 2_048),
          Map.entry("uuid", 36));

  private final Format format;
  private final int longest;
  private final boolean isDateTime;

  private BoundedFormat(Format format, int longest) {
    this.format = format;
    this.longest = longest;
    this.isDateTime = format.getName().equals("date-time");
  }

  static List<Format> all() {
    return Formats.DEFAULT.stream()
        .filter(format -> isKnown(format.getName()))
        .<Format>map(format -> new BoundedFormat(format, LONGEST.get(format.getName())))
        .toList();
  }

  static boolean isKnown(String name) {
    return LONGEST.containsKey(name);
  }

  static String names() {
    return String.join(", ", new TreeSet<>(LONGEST.keySet()));
  }

  @Override
  public String getName() {
    return format.getName();
  }

  @Override
  public String getMessageKey() {
    return format.getMessageKey();
  }

  @Override
  public boolean matches(ExecutionContext execution, SchemaContext context, String text) {
    return (isDateTime && PlainDateTime.is(text))
        || (text.length() <= longest && format.matches(execution, context, text));
  }
}
