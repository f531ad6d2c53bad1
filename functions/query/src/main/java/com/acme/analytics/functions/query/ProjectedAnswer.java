package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.sql.ProjectedColumn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Rewrites an answer into the columns that a statement selects, in its order and under its names.
 * It works on the answer as written, whichever tiers gave it.
 */
final class ProjectedAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<ProjectedColumn> columns;
  private final JsonParser from;
  private final JsonGenerator to;

  private ProjectedAnswer(List<ProjectedColumn> columns, JsonParser from, JsonGenerator to) {
    this.columns = columns;
    this.from = from;
    this.to = to;
  }

  /**
   * The answer with these columns alone.
   *
   * @param answer JSON, as the query's own
   * @throws com.acme.analytics.core.problem.ProblemException when it is too large, for a column may
   *     be selected twice
   */
  static byte[] of(byte[] answer, List<ProjectedColumn> columns) {
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    try (JsonParser from = JSON.createParser(ObjectReadContext.empty(), answer);
        JsonGenerator to = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      new ProjectedAnswer(columns, from, to).write();
    }
    return body.toByteArray();
  }

  private void write() {
    from.nextToken();
    to.writeStartObject();
    while (from.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = from.currentName();
      to.writeName(member);
      from.nextToken();
      switch (member) {
        case "columns" -> writeColumns();
        case "rows" -> writeRows();
        default -> to.copyCurrentStructure(from);
      }
    }
    to.writeEndObject();
  }

  private void writeColumns() {
    List<String> types = new ArrayList<>();
    while (from.nextToken() != JsonToken.END_ARRAY) {
      if (from.currentToken() == JsonToken.PROPERTY_NAME && from.currentName().equals("type")) {
        types.add(from.nextStringValue());
      }
    }
    to.writeStartArray();
    for (ProjectedColumn column : columns) {
      to.writeStartObject();
      to.writeStringProperty("name", column.name());
      to.writeStringProperty("type", types.get(column.source()));
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private void writeRows() {
    to.writeStartArray();
    while (from.nextToken() == JsonToken.START_ARRAY) {
      List<Cell> cells = new ArrayList<>();
      while (from.nextToken() != JsonToken.END_ARRAY) {
        cells.add(new Cell(from.currentToken(), from.getString()));
      }
      to.writeStartArray();
      columns.forEach(column -> cells.get(column.source()).write(to));
      to.writeEndArray();
    }
    to.writeEndArray();
  }

  /** A cell with its digits as they were. */
  private record Cell(JsonToken token, String text) {
    void write(JsonGenerator json) {
      switch (token) {
        case VALUE_STRING -> json.writeString(text);
        case VALUE_NULL -> json.writeNull();
        default -> json.writeNumber(text);
      }
    }
  }
}
