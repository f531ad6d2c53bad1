package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.tenant.DeclaredPath;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the declared values of one event in one pass over its properties, which ends with the last
 * of them. Where a path is there twice, nested and as a dotted name, the first counts.
 */
final class DeclaredValues {
  /** Characters of a dimension's value: it becomes a LowCardinality value and a window's key. */
  static final int VALUE_CHARS = 256;

  private static final JsonFactory JSON = new JsonFactory();

  private final Event event;
  private final DeclaredPath top;
  private final Map<String, String> dimensions = new HashMap<>();
  private final Map<String, Double> measures = new HashMap<>();

  /** A bit for each declared property not met yet. */
  private int missing;

  /**
   * @param top of the tree of declared properties
   */
  DeclaredValues(Event event, DeclaredPath top) {
    this.event = event;
    this.top = top;
    this.missing = top.bit();
  }

  /** Sets the event's dimensions and measures. */
  void read() {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), event.getProperties())) {
      json.nextToken();
      readMembers(json, top);
    }
    event.setDimensions(dimensions);
    event.setMeasures(measures);
  }

  /** Stands on the object's begin before, on its end after, or anywhere when nothing is missing. */
  private void readMembers(JsonParser json, DeclaredPath object) {
    while (missing != 0 && json.nextToken() == JsonToken.PROPERTY_NAME) {
      DeclaredPath member = object.below(json.currentName());
      JsonToken value = json.nextToken();
      if (member != null && (missing & member.bit()) != 0) {
        missing &= ~member.bit();
        take(json, member);
      }
      if (member != null && member.hasBelow() && value == JsonToken.START_OBJECT) {
        readMembers(json, member);
      } else if (value.isStructStart() && missing != 0) {
        json.skipChildren();
      }
    }
  }

  private void take(JsonParser json, DeclaredPath declared) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (declared.isDimension()) {
      takeDimension(json, declared.path());
    }
    if (declared.isMeasure()) {
      takeMeasure(json, declared.path());
    }
  }

  private void takeDimension(JsonParser json, String name) {
    String value = JsonScalar.text(json);
    if (value != null && value.length() <= VALUE_CHARS) {
      dimensions.put(name, value);
    } else {
      Warning.DECLARED_VALUE_UNUSABLE.addTo(event);
    }
  }

  private void takeMeasure(JsonParser json, String name) {
    if (json.currentToken().isNumeric() && Double.isFinite(json.getDoubleValue())) {
      measures.put(name, json.getDoubleValue());
    } else {
      Warning.DECLARED_VALUE_UNUSABLE.addTo(event);
    }
  }
}
