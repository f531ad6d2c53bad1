package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.lake.EventColumn;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A JSON object a line; an event's member that it does not have is not there. */
final class NdjsonRows implements RowWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator((String) null)
          .build();

  private final List<EventColumn> columns;
  private final JsonGenerator json;

  NdjsonRows(List<EventColumn> columns, OutputStream out) {
    this.columns = columns;
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  @Override
  public void write(List<String> cells) {
    List<String> open = new ArrayList<>();
    json.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) != null) {
        EventColumn column = columns.get(i);
        enter(open, column.path().subList(0, column.path().size() - 1));
        json.writeName(column.path().getLast());
        value(column.kind(), cells.get(i));
      }
    }
    enter(open, List.of());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Leaves the objects that the next member is not in, and begins those that it is in. */
  private void enter(List<String> open, List<String> path) {
    int common = 0;
    while (common < open.size()
        && common < path.size()
        && open.get(common).equals(path.get(common))) {
      common++;
    }
    while (open.size() > common) {
      open.removeLast();
      json.writeEndObject();
    }
    for (String name : path.subList(common, path.size())) {
      open.add(name);
      json.writeObjectPropertyStart(name);
    }
  }

  private void value(EventColumn.Kind kind, String cell) {
    switch (kind) {
      case TEXT -> json.writeString(cell);
      case TIME -> json.writeString(CellTime.of(cell));
      case NUMBER, BOOLEAN -> json.writeRawValue(cell);
      // Within JSON a line can only end between tokens.
      case JSON -> json.writeRawValue(cell.replace('\n', ' ').replace('\r', ' '));
      case LIST -> {
        json.writeStartArray();
        for (String each : cell.split(",", -1)) {
          json.writeString(each);
        }
        json.writeEndArray();
      }
    }
  }

  @Override
  public void finish() {
    json.flush();
  }
}
