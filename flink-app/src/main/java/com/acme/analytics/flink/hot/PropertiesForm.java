package com.acme.analytics.flink.hot;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How the properties of an event go into the JSON column. */
enum PropertiesForm {
  /** As the client sent them. */
  OBJECT {
    @Override
    String of(String properties) {
      return properties;
    }
  },
  /**
   * As one text, {@code {"_unparsed": "..."}}: for valid JSON that ClickHouse's parser refuses (a
   * lone surrogate, a number beyond its range), so that the event still counts.
   */
  TEXT {
    @Override
    String of(String properties) {
      StringWriter json = new StringWriter();
      try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
        generator.writeStartObject();
        generator.writeStringProperty("_unparsed", properties);
        generator.writeEndObject();
      }
      return json.toString();
    }
  };

  private static final JsonFactory JSON = new JsonFactory();

  abstract String of(String properties);
}
