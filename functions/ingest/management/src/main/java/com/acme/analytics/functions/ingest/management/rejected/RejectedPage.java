package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.management.rejected.RejectedCursor.Kind;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import com.acme.analytics.functions.ingest.rejected.RejectedScan;
import com.acme.analytics.functions.ingest.rejected.ScanBudget;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers with dead letters, as many as a page holds. */
final class RejectedPage {
  private static final JsonFactory JSON = new JsonFactory();

  private final ArchiveBucket bucket;
  private final ScanLimits limits;

  RejectedPage(ArchiveBucket bucket, ScanLimits limits) {
    this.bucket = bucket;
    this.limits = limits;
  }

  /** {@code {"from", "to", "events": [...], "cursor"}}, without a cursor where nothing is left. */
  byte[] write(RejectedQuery query, ScanBudget budget) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RejectedScan scan = new RejectedScan(bucket, query, budget);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("from", query.from().toString());
      json.writeStringProperty("to", query.to().toString());
      json.writeArrayPropertyStart("events");
      int written = 0;
      while (written < query.limit() && out.size() < limits.answerBytes()) {
        Optional<DeadLetter> letter = scan.next();
        if (letter.isEmpty()) {
          break;
        }
        letter.get().writeAnswer(json);
        json.flush();
        written++;
      }
      json.writeEndArray();
      if (!scan.isFinished() && scan.position().isPresent()) {
        json.writeStringProperty(
            "cursor",
            new RejectedCursor(Kind.EVENTS, query.from(), query.to(), scan.position().get())
                .text());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
