package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.lake.EventColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * CSV with a header. Values are as they are: one that a spreadsheet would take for a formula is not
 * changed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows implements RowWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  private final List<EventColumn> columns;
  private final Writer out;

  CsvRows(List<EventColumn> columns, OutputStream out) {
    this.columns = columns;
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    line(columns.stream().map(EventColumn::name).toList());
  }

  @Override
  public void write(List<String> cells) {
    String[] line = new String[cells.size()];
    for (int i = 0; i < line.length; i++) {
      String cell = cells.get(i);
      line[i] =
          cell == null
              ? ""
              : switch (columns.get(i).kind()) {
                case TIME -> CellTime.of(cell);
                case JSON -> json(cell);
                case TEXT, NUMBER, BOOLEAN, LIST -> cell;
              };
    }
    line(List.of(line));
  }

  /** A JSON text without its quotes, nothing for null, JSON of all else. */
  private static String json(String cell) {
    if (cell.equals("null")) {
      return "";
    }
    if (!cell.startsWith("\"")) {
      return cell;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), cell)) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : cell;
    }
  }

  private void line(List<String> fields) {
    try {
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(field(fields.get(i)));
      }
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(String value) {
    return SPECIAL.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  @Override
  public void finish() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
