package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.analysis.PathStep;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answer of {@code POST /v2/analyses/paths}. */
record PathsAnswer(List<PathStep> steps, AnswerMeta meta) {
  private static final JsonFactory JSON = new JsonFactory();

  void write(OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("steps");
      steps.forEach(step -> write(json, step));
      json.writeEndArray();
      meta.write(json);
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, PathStep step) {
    json.writeStartObject();
    json.writeNumberProperty("step", step.step());
    json.writeNumberProperty("sessions", step.sessions());
    json.writeNumberProperty("completed", step.completed());
    json.writeNumberProperty("dropped", step.dropped());
    json.writeArrayPropertyStart("edges");
    for (PathStep.Edge edge : step.edges()) {
      json.writeStartObject();
      json.writeStringProperty("from", edge.from());
      json.writeStringProperty("to", edge.to());
      json.writeNumberProperty("sessions", edge.sessions());
      json.writeName("median_seconds");
      AnswerWriter.writeNumber(json, edge.medianSeconds());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
