package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer to a batch. It lists the events that were not accepted, in the order of the batch, so
 * it is a few bytes in the usual case.
 */
record BatchAnswer(Batch batch, BitSet stored) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 64;

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("accepted", stored.cardinality());
      json.writeNumberProperty("rejected", batch.rejections().size());
      json.writeArrayPropertyStart("results");
      writeResults(json);
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private void writeResults(JsonGenerator json) {
    List<Candidate> candidates = batch.candidates();
    int position = nextUnstored(0);
    for (Rejection rejection : batch.rejections()) {
      while (position < candidates.size() && candidates.get(position).index() < rejection.index()) {
        write(json, candidates.get(position));
        position = nextUnstored(position + 1);
      }
      write(json, rejection);
    }
    while (position < candidates.size()) {
      write(json, candidates.get(position));
      position = nextUnstored(position + 1);
    }
  }

  private int nextUnstored(int from) {
    return Math.min(stored.nextClearBit(from), batch.candidates().size());
  }

  private static void write(JsonGenerator json, Rejection rejection) {
    json.writeStartObject();
    json.writeNumberProperty("index", rejection.index());
    rejection.eventId().ifPresent(id -> json.writeStringProperty("event_id", id.toString()));
    json.writeStringProperty("status", "rejected");
    json.writeStringProperty("code", rejection.code().code());
    json.writeStringProperty("pointer", rejection.pointer());
    json.writeStringProperty("detail", rejection.detail());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Candidate candidate) {
    json.writeStartObject();
    json.writeNumberProperty("index", candidate.index());
    json.writeStringProperty("event_id", candidate.eventId().toString());
    json.writeStringProperty("status", "retry");
    json.writeStringProperty("code", ErrorCode.NOT_STORED.code());
    json.writeStringProperty("detail", ErrorCode.NOT_STORED.title());
    json.writeEndObject();
  }
}
