package com.acme.analytics.functions.ingest.pipeline;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;

/**
 * Refuses an event in which an object names a member twice. RFC 8259 leaves open which of the two
 * counts, and stores disagree, so neither is right to keep. Reused from object to object; not
 * thread-safe.
 */
final class MemberNames {
  private final Set<String> names = new HashSet<>();

  /** Begins a new object. */
  void clear() {
    names.clear();
  }

  /** Takes the name the parser stands on. */
  String next(JsonParser json) {
    String name = json.currentName();
    if (!names.add(name)) {
      throw RejectedEventException.invalid(
          json, Found.text("member", name).expected("each name once in an object"));
    }
    return name;
  }
}
