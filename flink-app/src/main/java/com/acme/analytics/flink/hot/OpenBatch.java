package com.acme.analytics.flink.hot;

import java.util.Arrays;

/** The batch that rows are being added to. */
final class OpenBatch<T> {
  private static final int SMALLEST = 1 << 12;

  private final TableRows<T> table;
  private RowBinary rows = new RowBinary(SMALLEST);
  private byte[] spare;
  private int[] ends = new int[64];
  private int count;
  private long since;

  OpenBatch(TableRows<T> table) {
    this.table = table;
  }

  int count() {
    return count;
  }

  int length() {
    return rows.length();
  }

  /** When the first row came; meaningless while there is none. */
  long since() {
    return since;
  }

  /** Adds the row whole or, when it can't be written, not at all. Returns how many bytes it has. */
  int add(T row, long now) throws UnwritableRowException {
    int start = rows.length();
    boolean written = false;
    try {
      table.write(row, rows);
      written = true;
    } finally {
      if (!written) {
        rows.truncate(start);
      }
    }
    if (count == 0) {
      since = now;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count++] = rows.length();
    return rows.length() - start;
  }

  /** The rows as they are now; valid until the next change. */
  EncodedRows view() {
    return new EncodedRows(table.columns(), since, rows.array(), ends, count);
  }

  /** Takes the rows out. */
  EncodedRows take() {
    EncodedRows taken = view();
    rows = spare == null ? new RowBinary(SMALLEST) : new RowBinary(spare);
    spare = null;
    ends = new int[Math.max(64, count + count / 8)];
    count = 0;
    return taken;
  }

  /**
   * Takes back what rows that are not needed any more lie in: arrays of megabytes, one for each
   * batch, would have the garbage collector run all the time.
   */
  void reuse(EncodedRows done) {
    if (spare == null || spare.length < done.array().length) {
      spare = done.array();
    }
  }
}
