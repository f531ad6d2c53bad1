package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.analysis.Change;
import com.acme.analytics.functions.query.analysis.Movers;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer of {@code GET /v2/analyses/movers}.
 *
 * @param periods the query of the period, and that of the one before
 */
record MoversAnswer(List<Query> periods, Movers movers, AnswerMeta meta) {
  private static final JsonFactory JSON = new JsonFactory();

  void write(OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      Query query = periods.getFirst();
      json.writeStartObject();
      json.writeStringProperty("measure", query.measures().getFirst().columnName());
      json.writeStringProperty("dimension", query.dimensions().getFirst().columnName());
      writeRange(json, "period", query.range());
      writeRange(json, "previous_period", periods.getLast().range());
      json.writeObjectPropertyStart("total");
      writeChange(json, movers.total());
      json.writeEndObject();
      writeMovers(json, "up", movers.up());
      writeMovers(json, "down", movers.down());
      meta.write(json);
      json.writeEndObject();
    }
  }

  private void writeMovers(JsonGenerator json, String name, List<Movers.Mover> some) {
    json.writeArrayPropertyStart(name);
    for (Movers.Mover mover : some) {
      json.writeStartObject();
      json.writeStringProperty("value", mover.value());
      writeChange(json, mover.change());
      writeOptional(json, "share", mover.change().shareOf(movers.total()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeChange(JsonGenerator json, Change change) {
    json.writeName("current");
    AnswerWriter.writeNumber(json, change.current());
    json.writeName("previous");
    AnswerWriter.writeNumber(json, change.previous());
    json.writeName("change");
    AnswerWriter.writeNumber(json, change.absolute());
    writeOptional(json, "relative_change", change.relative());
  }

  private static void writeOptional(JsonGenerator json, String name, OptionalDouble number) {
    json.writeName(name);
    if (number.isPresent()) {
      AnswerWriter.writeNumber(json, number.getAsDouble());
    } else {
      json.writeNull();
    }
  }

  private static void writeRange(JsonGenerator json, String name, TimeRange range) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("from", range.from().toString());
    json.writeStringProperty("to", range.to().toString());
    json.writeEndObject();
  }
}
