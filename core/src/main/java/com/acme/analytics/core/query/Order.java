package com.acme.analytics.core.query;

/**
 * Sorts an answer's rows by a column; rows without a value come last either way.
 *
 * @param column name of a column of the answer
 * @param descending largest first
 */
public record Order(String column, boolean descending) {
  /** Reads a column's name, with {@code -} before it for largest first. */
  static Order named(String text) {
    boolean descending = text.startsWith("-");
    return new Order(descending ? text.substring(1) : text, descending);
  }
}
