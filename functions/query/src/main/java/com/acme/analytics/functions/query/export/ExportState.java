package com.acme.analytics.functions.query.export;

import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.lake.LakePart;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How an export is cut, and which of its parts are written: what the job's next attempt need not do
 * again.
 *
 * @param snapshot of the lake that all parts are read from
 * @param plan all parts
 * @param done the first of them
 */
record ExportState(long snapshot, List<LakePart> plan, List<ExportPart> done) {
  private static final JsonFactory JSON = new JsonFactory();

  ExportState {
    plan = List.copyOf(plan);
    done = List.copyOf(done);
  }

  /** With one more part written. */
  ExportState with(ExportPart part) {
    List<ExportPart> more = new ArrayList<>(done);
    more.add(part);
    return new ExportState(snapshot, plan, more);
  }

  /** Short lists instead of members: an item of the table has 400 KB. */
  String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      json.writeNumber(snapshot);
      json.writeStartArray();
      for (LakePart part : plan) {
        json.writeStartArray();
        json.writeString(part.range().from().toString());
        json.writeString(part.range().to().toString());
        json.writeNumber(part.share());
        json.writeNumber(part.shares());
        json.writeNumber(part.rows());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeStartArray();
      for (ExportPart part : done) {
        json.writeStartArray();
        json.writeNumber(part.number());
        json.writeNumber(part.attempt());
        json.writeNumber(part.rows());
        json.writeNumber(part.bytes());
        json.writeString(part.sha256());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndArray();
    }
    return text.toString();
  }

  /** Reads what {@link #toJson} has written. */
  static ExportState parse(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      json.nextToken();
      long snapshot = json.getLongValue();
      json.nextToken();
      List<LakePart> plan = new ArrayList<>();
      while (json.nextToken() == JsonToken.START_ARRAY) {
        TimeRange range =
            new TimeRange(
                Instant.parse(json.nextStringValue()), Instant.parse(json.nextStringValue()));
        plan.add(
            new LakePart(range, json.nextIntValue(0), json.nextIntValue(0), json.nextLongValue(0)));
        json.nextToken();
      }
      json.nextToken();
      List<ExportPart> done = new ArrayList<>();
      while (json.nextToken() == JsonToken.START_ARRAY) {
        done.add(
            new ExportPart(
                json.nextIntValue(0),
                json.nextIntValue(0),
                json.nextIntValue(0),
                json.nextLongValue(0),
                json.nextStringValue()));
        json.nextToken();
      }
      return new ExportState(snapshot, plan, done);
    }
  }
}
