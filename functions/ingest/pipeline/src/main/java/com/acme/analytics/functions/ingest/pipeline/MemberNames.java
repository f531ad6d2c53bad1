package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;

/**
 * Refuses an event in which an object names a member twice. RFC 8259 leaves open which of the two
 * counts, and stores disagree, so neither is right to keep. Reused from object to object; not
 * thread-safe.
 */
final class MemberNames {
  /** Each takes at least four bytes beside its name, so that an event of more is too large. */
  private static final int MOST = EventLimits.EVENT_BYTES / 4;

  /** Clearing takes time by the largest size there was. */
  private static final int WORTH_KEEPING = 64;

  private Set<String> names = new HashSet<>();

  /** Begins a new object. */
  void clear() {
    if (names.size() > WORTH_KEEPING) {
      names = new HashSet<>();
    } else {
      names.clear();
    }
  }

  /** Takes the name the parser stands on. */
  String next(JsonParser json) {
    String name = json.currentName();
    if (!names.add(name)) {
      throw RejectedEventException.invalid(
          json, Found.text("member", name).expected("each name once in an object"));
    }
    if (names.size() > MOST) {
      throw RejectedEventException.at(
          json, ErrorCode.EVENT_TOO_LARGE, Found.of("members", "more").expected("<= " + MOST));
    }
    return name;
  }
}
