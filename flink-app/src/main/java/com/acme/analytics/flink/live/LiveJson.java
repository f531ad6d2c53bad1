package com.acme.analytics.flink.live;

import com.acme.analytics.flink.window.MeasureFigures;
import com.acme.analytics.flink.window.WindowDimension;
import com.acme.analytics.flink.window.WindowFigures;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes messages of the topic {@code live}: docs/formats/live.md. Totals come first and always;
 * then values, those with most events first, as far as there is room.
 */
final class LiveJson {
  /** With the transport's own it is one message of a WebSocket at API Gateway: 128 KB. */
  static final int MOST_BYTES = 100_000;

  private static final JsonFactory JSON = new JsonFactory();

  /** What a change takes besides its texts, and a measure besides its name, at most. */
  private static final int CHANGE_BYTES = 150;

  private static final int MEASURE_BYTES = 80;

  /** What a character becomes at most: a control character is six. */
  private static final int CHARACTER_BYTES = 6;

  private static final int CLOSING_BYTES = 20;

  private static final String TOTAL = WindowDimension.TOTAL.columnName();

  private static final Comparator<WindowFigures> ORDER =
      Comparator.comparing((WindowFigures window) -> !isTotal(window))
          .thenComparing(WindowFigures::count, Comparator.reverseOrder())
          .thenComparing(WindowFigures::start, Comparator.reverseOrder())
          .thenComparing(WindowFigures::dimension)
          .thenComparing(WindowFigures::value);

  /**
   * One customer's message.
   *
   * @param atMillis when it is made, milliseconds since 1970
   * @param windows one of each dimension, value and minute
   */
  LiveMessage write(String customer, long atMillis, Collection<WindowFigures> windows) {
    List<WindowFigures> ordered = new ArrayList<>(windows);
    ordered.sort(ORDER);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int leftOut = 0;
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("customer_id", customer);
      out.writeNumberProperty("at", atMillis);
      out.writeArrayPropertyStart("changes");
      for (WindowFigures window : ordered) {
        int written = bytes.size() + out.streamWriteOutputBuffered();
        if (isTotal(window) || written + mostBytes(window) + CLOSING_BYTES <= MOST_BYTES) {
          write(window, out);
        } else {
          leftOut++;
        }
      }
      out.writeEndArray();
      out.writeBooleanProperty("truncated", leftOut > 0);
      out.writeEndObject();
    }
    return new LiveMessage(bytes.toByteArray(), leftOut);
  }

  private static void write(WindowFigures window, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("dimension", window.dimension());
    out.writeStringProperty("value", window.value());
    out.writeNumberProperty("start", window.start());
    out.writeNumberProperty("count", window.count());
    out.writeNumberProperty("users", Math.round(window.users()));
    if (!window.measures().isEmpty()) {
      out.writeObjectPropertyStart("measures");
      for (Map.Entry<String, MeasureFigures> measure :
          new TreeMap<>(window.measures()).entrySet()) {
        out.writeObjectPropertyStart(measure.getKey());
        out.writeNumberProperty("count", measure.getValue().count());
        out.writeNumberProperty("sum", measure.getValue().sum());
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static int mostBytes(WindowFigures window) {
    int characters = window.dimension().length() + window.value().length();
    int measures = window.measures().size();
    for (String measure : window.measures().keySet()) {
      characters += measure.length();
    }
    return CHANGE_BYTES + measures * MEASURE_BYTES + characters * CHARACTER_BYTES;
  }

  private static boolean isTotal(WindowFigures window) {
    return window.dimension().equals(TOTAL);
  }
}
