package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.lake.EventColumn;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What files of an export are. */
enum ExportFormat {
  /** RFC 4180 with a header in each file. */
  CSV("text/csv; charset=utf-8") {
    @Override
    RowWriter writer(List<EventColumn> columns, OutputStream out) {
      return new CsvRows(columns, out);
    }
  },
  /** A JSON object a line. */
  NDJSON("application/x-ndjson") {
    @Override
    RowWriter writer(List<EventColumn> columns, OutputStream out) {
      return new NdjsonRows(columns, out);
    }
  };

  static final String CODES =
      Arrays.stream(values()).map(ExportFormat::code).collect(Collectors.joining(" or "));

  private final String contentType;

  ExportFormat(String contentType) {
    this.contentType = contentType;
  }

  static Optional<ExportFormat> of(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  /** As it stands in requests and at the end of a file's name, for example {@code csv}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return contentType;
  }

  /** A writer of one file. */
  abstract RowWriter writer(List<EventColumn> columns, OutputStream out);
}
