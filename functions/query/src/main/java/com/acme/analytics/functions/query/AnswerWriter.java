package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Column;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an answer as it is read, a row at a time: columns, then rows, then meta. */
final class AnswerWriter implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  /** From here on not every whole number is a double. */
  private static final double EXACT_WHOLE = 0x1p53;

  private final JsonGenerator json;

  AnswerWriter(OutputStream out, List<Column> columns) {
    json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    json.writeStartObject();
    json.writeArrayPropertyStart("columns");
    for (Column column : columns) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("type", column.type().code());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Copies rows, JSON arrays one after another, up to the limit.
   *
   * @return how many there were, counting at most one that did not fit
   */
  int writeRows(InputStream rows, int limit) {
    int count = 0;
    json.writeArrayPropertyStart("rows");
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), rows)) {
      while (count <= limit && parser.nextToken() == JsonToken.START_ARRAY) {
        if (count < limit) {
          json.copyCurrentStructure(parser);
        }
        count++;
      }
    }
    json.writeEndArray();
    return count;
  }

  /**
   * Writes rows of texts, longs, doubles, instants and nulls.
   *
   * @param rows tells each row, as it comes
   */
  void writeRows(Consumer<Consumer<List<Object>>> rows) {
    json.writeArrayPropertyStart("rows");
    rows.accept(this::writeRow);
    json.writeEndArray();
  }

  private void writeRow(List<Object> row) {
    json.writeStartArray();
    row.forEach(this::writeCell);
    json.writeEndArray();
  }

  private void writeCell(Object cell) {
    switch (cell) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Long whole -> json.writeNumber(whole);
      case Double real -> writeNumber(json, real);
      case Instant time -> json.writeString(time.toString());
      default ->
          throw new IllegalArgumentException(
              "cell: %s (expected: text, a number or a time)".formatted(cell.getClass()));
    }
  }

  /** A whole number has no fraction, as the hot tier writes it. */
  static void writeNumber(JsonGenerator json, double number) {
    if (number == Math.rint(number) && Math.abs(number) < EXACT_WHOLE) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }

  void writeMeta(AnswerMeta meta) {
    meta.write(json);
    json.writeEndObject();
  }

  @Override
  public void close() {
    json.close();
  }
}
