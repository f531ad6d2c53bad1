package com.acme.analytics.flink.hot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in RowBinary, one after another. They know their columns, since a later build has others.
 */
final class EncodedRows {
  private final List<String> columns;
  private final long since;
  private final byte[] bytes;
  private final int[] ends;
  private final int first;
  private final int last;

  /**
   * Takes the arrays as they are; they are never changed again.
   *
   * @param since when the oldest row came, milliseconds since 1970
   * @param bytes may be longer than the rows
   * @param ends where in the bytes each row ends; may be longer than the count
   */
  EncodedRows(List<String> columns, long since, byte[] bytes, int[] ends, int count) {
    this(columns, since, bytes, ends, 0, count);
  }

  private EncodedRows(
      List<String> columns, long since, byte[] bytes, int[] ends, int first, int last) {
    this.columns = columns;
    this.since = since;
    this.bytes = bytes;
    this.ends = ends;
    this.first = first;
    this.last = last;
  }

  List<String> columns() {
    return columns;
  }

  long since() {
    return since;
  }

  int count() {
    return last - first;
  }

  /** Bytes of all rows. */
  int length() {
    return start(last) - start(first);
  }

  /** Bytes of one row. */
  int length(int row) {
    return start(first + row + 1) - start(first + row);
  }

  /** The rows from one index up to another, which is not among them; shares the bytes. */
  EncodedRows part(int from, int to) {
    return new EncodedRows(columns, since, bytes, ends, first + from, first + to);
  }

  /** What the rows lie in, perhaps with others. */
  byte[] array() {
    return bytes;
  }

  /** A copy of one row's bytes. */
  byte[] row(int row) {
    return Arrays.copyOfRange(bytes, start(first + row), start(first + row + 1));
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, start(first), length());
  }

  /** The one row in place of these. */
  EncodedRows with(byte[] row) {
    return new EncodedRows(columns, since, row, new int[] {row.length}, 1);
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }
}
