package com.acme.analytics.core.alert;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a rule as JSON. */
final class AlertRuleWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private AlertRuleWriter() {}

  static String write(AlertRule rule) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", rule.id().toString());
      json.writeStringProperty("customer", rule.customer().value());
      json.writeStringProperty("name", rule.name());
      json.writeStringProperty("metric", rule.metric().code());
      if (!rule.series().equals(Series.TOTAL)) {
        json.writeStringProperty("dimension", rule.series().dimension());
        json.writeStringProperty("value", rule.series().value());
      }
      json.writeObjectPropertyStart("condition");
      write(rule.condition(), json);
      json.writeEndObject();
      json.writeStringProperty("grace", rule.grace().toString());
      json.writeNumberProperty("close_after", rule.closeAfter());
      json.writeBooleanProperty("notify_old", rule.notifiesOld());
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void write(Condition condition, JsonGenerator json) {
    json.writeStringProperty("kind", condition.kind());
    if (condition instanceof Condition.Anomaly anomaly) {
      json.writeNumberProperty("sigma", anomaly.sigma());
      json.writeStringProperty("direction", anomaly.direction().code());
      json.writeBooleanProperty("seasonal", anomaly.seasonal());
      json.writeStringProperty("length", anomaly.length().toString());
      json.writeStringProperty("warm_up", anomaly.warmUp().toString());
    } else if (condition instanceof Condition.Threshold threshold) {
      json.writeStringProperty("operator", threshold.operator().code());
      json.writeNumberProperty("value", threshold.bound());
      json.writeStringProperty("over", threshold.over().code());
    } else if (condition instanceof Condition.Absence absence) {
      json.writeStringProperty("for", absence.lasting().toString());
    }
  }
}
