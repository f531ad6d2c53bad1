package com.acme.analytics.functions.query.export;

import java.util.List;

/** Writes rows of one file. */
interface RowWriter {
  /**
   * Writes a row.
   *
   * @param cells of the columns, null where there is none
   */
  void write(List<String> cells);

  /** Passes on what is left; the stream stays open. */
  void finish();
}
