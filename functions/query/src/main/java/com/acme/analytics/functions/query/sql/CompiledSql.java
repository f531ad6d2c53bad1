package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Query;
import java.util.List;

/**
 * What a statement asks.
 *
 * @param query computes at least the columns
 * @param columns of the answer, as SELECT orders and names them
 */
public record CompiledSql(Query query, List<ProjectedColumn> columns) {
  public CompiledSql {
    columns = List.copyOf(columns);
  }
}
