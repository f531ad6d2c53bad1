package com.acme.analytics.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is derived from events, as SQL over the raw events of the hot tier. Each statement has the
 * columns of its table and the query parameters {@code customer}, {@code from} and {@code to}.
 */
public enum Truth {
  /** The table {@code windows}; the range is of whole hours. */
  WINDOWS("windows"),
  /** The table {@code sessions}, as if there were no events outside the range. */
  SESSIONS("sessions");

  private final String table;

  Truth(String table) {
    this.table = table;
  }

  /** The table that holds the same. */
  public String table() {
    return table;
  }

  /**
   * A SELECT of rows of the customer that only one of the table and the truth has, as text, ten at
   * most: none when they are equal.
   */
  public String differences() {
    return """
    WITH
      stored AS (SELECT * FROM %s FINAL WHERE customer_id = {customer:String}),
      truth AS (%s)
    SELECT concat('stored ', toString(tuple(*))) FROM (SELECT * FROM stored EXCEPT SELECT * FROM truth) LIMIT 5
    UNION ALL
    SELECT concat('missing ', toString(tuple(*))) FROM (SELECT * FROM truth EXCEPT SELECT * FROM stored) LIMIT 5
    """
        .formatted(table, select());
  }

  /** A SELECT. */
  public String select() {
    String file = "truth/" + table + ".sql";
    try (InputStream resource = Truth.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException(file + " is not among the resources");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
