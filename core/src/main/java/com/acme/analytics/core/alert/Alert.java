package com.acme.analytics.core.alert;

import java.io.StringWriter;
import java.time.Instant;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What is told of an alert at one moment of its life.
 *
 * @param rule as it was when it told; of a deleted or changed rule, as it was before
 * @param openedWindow start of the window that opened it: with the rule it says which alert it is
 * @param window start of the window it is told for
 * @param value of that window; of absence the minutes without an event
 * @param expected what the baseline expected; the bound of a threshold; the minutes of absence that
 *     a rule bears
 * @param score deviations from what was expected; of anomalies only
 */
public record Alert(
    AlertRule rule,
    AlertState state,
    AlertReason reason,
    Instant openedWindow,
    Instant window,
    double value,
    double expected,
    OptionalDouble score) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The same for all that is told of one alert, and of no other. */
  public String dedupKey() {
    return rule.id() + "/" + openedWindow.getEpochSecond();
  }

  /** The key of its Kafka record: what is told of one rule stays in order. */
  public String recordKey() {
    return rule.customer() + "/" + rule.id();
  }

  /** The value of its Kafka record. */
  public String toJson() {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("dedup_key", dedupKey());
      json.writeStringProperty("state", state.code());
      json.writeStringProperty("reason", reason.code());
      json.writeStringProperty("customer", rule.customer().value());
      json.writeStringProperty("rule_id", rule.id().toString());
      json.writeStringProperty("rule_name", rule.name());
      json.writeStringProperty("condition", rule.condition().kind());
      json.writeStringProperty("opened_window", openedWindow.toString());
      json.writeStringProperty("window", window.toString());
      json.writeNumberProperty("window_seconds", rule.condition().window().length().toSeconds());
      json.writeNumberProperty("value", value);
      json.writeNumberProperty("expected", expected);
      if (score.isPresent()) {
        json.writeNumberProperty("score", score.getAsDouble());
      }
      json.writeEndObject();
    }
    return out.toString();
  }
}
