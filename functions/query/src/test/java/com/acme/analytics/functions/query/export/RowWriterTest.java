package com.acme.analytics.functions.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.query.lake.EventColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final List<EventColumn> SOME = columns("event", "timestamp", "status");

  @Test
  void csvHasAHeaderAndQuotesWhatWouldEndAField() {
    assertThat(
            written(
                ExportFormat.CSV,
                SOME,
                Arrays.asList("a \"b\", c", "1767225600005", "\"x\\ny\""),
                Arrays.asList("=1+1", null, "404"),
                Arrays.asList("é", "0", "null")))
        .isEqualTo(
            """
            event,timestamp,status\r
            "a ""b"", c",2026-01-01T00:00:00.005Z,"x
            y"\r
            =1+1,,404\r
            é,1970-01-01T00:00:00.000Z,\r
            """);
  }

  @Test
  void aLineHasTheColumnsAskedForAsItsMembers() {
    assertThat(
            written(
                ExportFormat.NDJSON,
                SOME,
                Arrays.asList("a\nb", "1767225600005", "[1,\n2]"),
                Arrays.asList("c", null, null)))
        .isEqualTo(
            """
            {"event":"a\\nb","timestamp":"2026-01-01T00:00:00.005Z","status":[1, 2]}
            {"event":"c"}
            """);
  }

  @Test
  void aLineOfAWholeEventIsItsDocument() {
    String[] cells = new String[EventColumn.EVENT.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] =
          switch (EventColumn.EVENT.get(i).name()) {
            case "event" -> "page_view";
            case "properties" -> "{\"a\": 1}";
            case "locale" -> "de";
            case "path" -> "/";
            case "page_title" -> "Start";
            case "utm_campaign" -> "spring";
            case "warnings" -> "clock_skew,bot";
            case "schema_version" -> "2";
            case "bot" -> "false";
            default -> null;
          };
    }

    assertThat(written(ExportFormat.NDJSON, EventColumn.EVENT, Arrays.asList(cells)))
        .isEqualTo(
            """
            {"event":"page_view","properties":{"a": 1},"context":{"locale":"de","page":{"path":"/",\
            "title":"Start"},"campaign":{"name":"spring"}},"schema_version":2,\
            "warnings":["clock_skew","bot"],"enrichment":{"bot":false}}
            """);
  }

  @Test
  void aFileWithoutRowsIsItsHeader() {
    assertThat(written(ExportFormat.CSV, SOME)).isEqualTo("event,timestamp,status\r\n");
    assertThat(written(ExportFormat.NDJSON, SOME)).isEmpty();
  }

  @SafeVarargs
  private static String written(
      ExportFormat format, List<EventColumn> columns, List<String>... rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = format.writer(columns, out);
    for (List<String> row : rows) {
      writer.write(Collections.unmodifiableList(row));
    }
    writer.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<EventColumn> columns(String... names) {
    return Arrays.stream(names).map(name -> EventColumn.named(name, "columns")).toList();
  }
}
