package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.functions.ingest.enrichment.IpAddress;
import java.util.Map;

/**
 * A message's {@code context} as an event has it. What is of another type than text is left out: it
 * is beside the event, which is worth more than it.
 */
final class ContextTranslation {
  private static final Map<String, String> TEXTS =
      Map.of("userAgent", "user_agent", "locale", "locale");
  private static final Map<String, String> PAGE =
      Map.of("url", "url", "path", "path", "referrer", "referrer", "title", "title");
  private static final Map<String, String> CAMPAIGN =
      Map.of(
          "source", "source",
          "medium", "medium",
          "name", "name",
          "term", "term",
          "content", "content");
  private static final Map<String, String> LIBRARY = Map.of("name", "name", "version", "version");

  private ContextTranslation() {}

  static void write(JsonSlice context, EventLine line) {
    Map<String, JsonSlice> members = context.members();
    line.begin("context");
    JsonSlice ip = members.get("ip");
    if (ip != null && ip.text().flatMap(IpAddress::parse).isPresent()) {
      line.copy("ip", ip);
    }
    texts(members, TEXTS, line);
    object(members.get("page"), "page", PAGE, line);
    object(members.get("campaign"), "campaign", CAMPAIGN, line);
    object(members.get("library"), "library", LIBRARY, line);
    line.end();
  }

  private static void object(
      JsonSlice value, String name, Map<String, String> names, EventLine line) {
    if (value != null && value.isObject()) {
      line.begin(name);
      texts(value.members(), names, line);
      line.end();
    }
  }

  private static void texts(
      Map<String, JsonSlice> members, Map<String, String> names, EventLine line) {
    names.forEach(
        (theirs, ours) -> {
          JsonSlice value = members.get(theirs);
          if (value != null && value.isText()) {
            line.copy(ours, value);
          }
        });
  }
}
