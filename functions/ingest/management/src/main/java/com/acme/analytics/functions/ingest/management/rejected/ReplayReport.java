package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.ingest.management.rejected.RejectedCursor.Kind;
import com.acme.analytics.functions.ingest.management.rejected.Resubmission.Result;
import com.acme.analytics.functions.ingest.rejected.ArchivePosition;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What became of the dead letters of one replay. */
final class ReplayReport {
  private static final JsonFactory JSON = new JsonFactory();

  /** Enough to see what is wrong; the counts say how often. */
  private static final int MOST_RESULTS = 100;

  private final RejectedQuery query;
  private final Map<String, Integer> byCode = new TreeMap<>();
  private final List<Again> results = new ArrayList<>();
  private int accepted;
  private int rejected;
  private int skipped;
  private Optional<ArchivePosition> end = Optional.empty();
  private Optional<Problem> stoppedBy = Optional.empty();

  ReplayReport(RejectedQuery query) {
    this.query = query;
  }

  /** Counts what came of a dead letter. */
  void add(DeadLetter letter, Result result) {
    if (result instanceof Result.Refused refused) {
      rejected++;
      byCode.merge(refused.code().code(), 1, Integer::sum);
      if (results.size() < MOST_RESULTS) {
        results.add(new Again(letter, refused));
      }
    } else {
      accepted++;
    }
  }

  /** Counts a dead letter that holds no whole event. */
  void skip() {
    skipped++;
  }

  /** There is, or may be, more after a position. */
  ReplayReport endedAt(Optional<ArchivePosition> position) {
    end = position;
    return this;
  }

  /** What comes after a position could not be tried. */
  ReplayReport stoppedAt(Optional<ArchivePosition> position, Problem problem) {
    stoppedBy = Optional.of(problem);
    return endedAt(position);
  }

  int replayed() {
    return accepted + rejected;
  }

  int accepted() {
    return accepted;
  }

  int rejected() {
    return rejected;
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("replayed", replayed());
      json.writeNumberProperty("accepted", accepted);
      json.writeNumberProperty("rejected", rejected);
      json.writeNumberProperty("skipped", skipped);
      json.writeObjectPropertyStart("by_code");
      byCode.forEach(json::writeNumberProperty);
      json.writeEndObject();
      json.writeArrayPropertyStart("results");
      results.forEach(result -> result.write(json));
      json.writeEndArray();
      stoppedBy.ifPresent(problem -> json.writeStringProperty("stopped_by", problem.code().code()));
      end.ifPresent(
          position ->
              json.writeStringProperty(
                  "cursor",
                  new RejectedCursor(Kind.EVENTS, query.from(), query.to(), position).text()));
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private record Again(DeadLetter letter, Result.Refused refused) {
    private void write(JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("id", letter.id());
      json.writeStringProperty("event_id", letter.event().getEventId());
      json.writeStringProperty("code", refused.code().code());
      json.writeStringProperty("pointer", refused.pointer());
      json.writeStringProperty("detail", refused.detail());
      json.writeEndObject();
    }
  }
}
