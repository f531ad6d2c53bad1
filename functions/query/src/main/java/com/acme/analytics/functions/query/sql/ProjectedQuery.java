package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Query;
import java.util.List;

/**
 * A statement that is a query.
 *
 * @param query computes at least the columns
 * @param columns of the answer, as SELECT orders and names them
 */
public record ProjectedQuery(Query query, List<ProjectedColumn> columns) implements CompiledSql {
  public ProjectedQuery {
    columns = List.copyOf(columns);
  }
}
