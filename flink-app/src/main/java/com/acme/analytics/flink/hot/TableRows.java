package com.acme.analytics.flink.hot;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How values become rows of one table. Each subtask has a copy of its own, which one thread writes
 * with; {@link #key} and {@link #fallback} may be called from another and keep nothing.
 *
 * <p>A row may be inserted more than once. The table has to make repeats one row.
 */
public interface TableRows<T> extends Serializable {
  /** The table's name, without its database. */
  String table();

  /**
   * The columns' names, in the order in which the values are written. Those that name the row come
   * first, so that {@link #key} can read them.
   */
  List<String> columns();

  /**
   * Writes the value of each column, in their order.
   *
   * @throws UnwritableRowException when that can't be done; what was written of the row is dropped
   */
  void write(T row, RowBinary out) throws UnwritableRowException;

  /** For the log: which row it is, when it was refused. */
  String key(RowReader row);

  /**
   * Another form of a row that ClickHouse refuses, to be tried once before the row is given up.
   *
   * @param row the row as it was written
   */
  default Optional<byte[]> fallback(byte[] row) {
    return Optional.empty();
  }
}
