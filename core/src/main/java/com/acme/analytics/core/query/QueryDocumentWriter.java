package com.acme.analytics.core.query;

import java.io.StringWriter;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the document that {@link QueryDocumentReader} reads the same query of. */
final class QueryDocumentWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private QueryDocumentWriter() {}

  static String write(QueryDraft draft) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      write(json, "measures", draft.measures().stream().map(Measure::columnName));
      write(json, "dimensions", draft.dimensions().stream().map(Dimension::columnName));
      write(json, "filter", draft.filters().stream().map(Filter::text));
      draft.from().ifPresent(time -> json.writeStringProperty("from", time.toString()));
      draft.to().ifPresent(time -> json.writeStringProperty("to", time.toString()));
      draft.granularity().ifPresent(every -> json.writeStringProperty("granularity", every.code()));
      write(json, "order", draft.order().stream().map(Order::text));
      draft.limit().ifPresent(limit -> json.writeNumberProperty("limit", limit));
      draft.comparison().ifPresent(by -> json.writeStringProperty("compare", by.code()));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Stream<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
