package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.query.funnel.CohortRange;
import com.acme.analytics.functions.query.funnel.FunnelFigures;
import com.acme.analytics.functions.query.funnel.StepFigures;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a funnel came to, as it is answered.
 *
 * @param activeFrom from when on the stream's cohorts are counted; empty when it does not know the
 *     funnel yet
 * @param range what was asked for, in whole minutes
 */
record FunnelAnswer(
    Funnel funnel,
    Optional<Instant> activeFrom,
    CohortRange range,
    boolean breakdown,
    FunnelFigures figures,
    AnswerMeta meta) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes it as JSON; every member is always there. */
  void write(OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", funnel.id().toString());
      json.writeStringProperty("name", funnel.name());
      json.writeStringProperty("active_from", activeFrom.map(Instant::toString).orElse(null));
      json.writeStringProperty("from", range.from().toString());
      json.writeStringProperty("to", range.to().toString());
      writeSteps(json, figures.total());
      writeBreakdown(json);
      meta.write(json);
      json.writeEndObject();
    }
  }

  private void writeBreakdown(JsonGenerator json) {
    if (!breakdown) {
      json.writeNullProperty("breakdown");
      return;
    }
    json.writeObjectPropertyStart("breakdown");
    json.writeStringProperty("dimension", funnel.breakdown().orElseThrow());
    json.writeArrayPropertyStart("rows");
    for (FunnelFigures.Row row : figures.rows()) {
      json.writeStartObject();
      json.writeStringProperty("value", row.value().isEmpty() ? null : row.value());
      writeSteps(json, row.steps());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeSteps(JsonGenerator json, List<StepFigures> steps) {
    json.writeArrayPropertyStart("steps");
    for (int i = 0; i < steps.size(); i++) {
      StepFigures step = steps.get(i);
      json.writeStartObject();
      json.writeStringProperty("event", funnel.steps().get(i).event());
      json.writeNumberProperty("count", step.members());
      json.writeNumberProperty("users", step.users().users());
      json.writeBooleanProperty("exact", step.users().isExact());
      writeShare(json, "conversion_from_first", step.members(), steps.getFirst().members());
      writeShare(
          json,
          "conversion_from_previous",
          step.members(),
          i == 0 ? 0 : steps.get(i - 1).members());
      writeMillis(json, step.medianMillisToNext());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Null of none. */
  private static void writeShare(JsonGenerator json, String name, long part, long whole) {
    if (whole == 0) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, (double) part / whole);
    }
  }

  private static void writeMillis(JsonGenerator json, OptionalLong millis) {
    if (millis.isPresent()) {
      json.writeNumberProperty("median_ms_to_next", millis.getAsLong());
    } else {
      json.writeNullProperty("median_ms_to_next");
    }
  }
}
