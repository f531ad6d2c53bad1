package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.management.rejected.RejectedCursor.Kind;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveGroup;
import com.acme.analytics.functions.ingest.rejected.ArchiveSlice;
import com.acme.analytics.functions.ingest.rejected.ArchiveWalk;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import com.acme.analytics.functions.ingest.rejected.ScanBudget;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers with how many events were refused for which reason, from the names of objects alone. */
final class RejectedCounts {
  private static final JsonFactory JSON = new JsonFactory();

  private final ArchiveBucket bucket;

  RejectedCounts(ArchiveBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * {@code {"from", "to", "by_code": {code: count}, "hours": [{"hour", "code", "count"}],
   * "cursor"}}, without a cursor where nothing is left. Sums over all answers are the whole.
   */
  byte[] write(RejectedQuery query, ScanBudget budget) {
    Map<String, Long> byCode = new TreeMap<>();
    Map<String, Hour> hours = new TreeMap<>();
    ArchiveWalk walk = new ArchiveWalk(bucket, query, budget);
    for (Optional<ArchiveSlice> slice = walk.next(); slice.isPresent(); slice = walk.next()) {
      long count = slice.get().count();
      ArchiveGroup group = slice.get().key().group();
      byCode.merge(group.code(), count, Long::sum);
      hours.merge(group.path(), new Hour(group, count), Hour::plus);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("from", query.from().toString());
      json.writeStringProperty("to", query.to().toString());
      json.writeObjectPropertyStart("by_code");
      byCode.forEach(json::writeNumberProperty);
      json.writeEndObject();
      json.writeArrayPropertyStart("hours");
      hours.values().forEach(hour -> hour.write(json));
      json.writeEndArray();
      if (!walk.isFinished() && walk.position().isPresent()) {
        json.writeStringProperty(
            "cursor",
            new RejectedCursor(Kind.COUNTS, query.from(), query.to(), walk.position().get())
                .text());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private record Hour(ArchiveGroup group, long count) {
    private Hour plus(Hour other) {
      return new Hour(group, count + other.count);
    }

    private void write(JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("hour", group.hour().toString());
      json.writeStringProperty("code", group.code());
      json.writeNumberProperty("count", count);
      json.writeEndObject();
    }
  }
}
