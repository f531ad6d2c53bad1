package com.acme.analytics.flink.hot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of one text; its other form is upper case. The text "unwritable" can't be written. */
record TextRows() implements TableRows<String> {
  @Override
  public String table() {
    return "texts";
  }

  @Override
  public List<String> columns() {
    return List.of("text");
  }

  @Override
  public void write(String row, RowBinary out) throws UnwritableRowException {
    out.string(row);
    if (row.equals("unwritable")) {
      throw new UnwritableRowException(row, null);
    }
  }

  @Override
  public String key(RowReader row) {
    return row.string();
  }

  @Override
  public Optional<byte[]> fallback(byte[] row) {
    return Optional.of(
        new String(row, StandardCharsets.UTF_8)
            .toUpperCase(Locale.ROOT)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Rows as the writer makes them. */
  static EncodedRows encoded(List<String> texts) {
    OpenBatch<String> batch = new OpenBatch<>(new TextRows());
    for (String text : texts) {
      try {
        batch.add(text, 0);
      } catch (UnwritableRowException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return batch.take();
  }
}
