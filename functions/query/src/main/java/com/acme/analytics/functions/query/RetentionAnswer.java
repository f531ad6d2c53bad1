package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.analysis.Cohort;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answer of {@code POST /v2/analyses/retention}. */
record RetentionAnswer(List<Cohort> cohorts, AnswerMeta meta) {
  private static final JsonFactory JSON = new JsonFactory();

  void write(OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("cohorts");
      cohorts.forEach(cohort -> write(json, cohort));
      json.writeEndArray();
      meta.write(json);
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, Cohort cohort) {
    json.writeStartObject();
    json.writeStringProperty("value", cohort.value());
    json.writeStringProperty("from", cohort.from().toString());
    json.writeNumberProperty("users", cohort.users());
    json.writeArrayPropertyStart("returned");
    for (Cohort.Cell cell : cohort.cells()) {
      json.writeStartObject();
      json.writeNumberProperty("users", cell.users());
      json.writeName("share");
      if (cohort.users() == 0) {
        json.writeNull();
      } else {
        AnswerWriter.writeNumber(json, (double) cell.users() / cohort.users());
      }
      json.writeName("relative_error");
      if (cell.relativeError().isPresent()) {
        AnswerWriter.writeNumber(json, cell.relativeError().getAsDouble());
      } else {
        json.writeNull();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
