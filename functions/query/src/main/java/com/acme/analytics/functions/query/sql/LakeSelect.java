package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.util.Collections;
import java.util.List;

/**
 * A statement that the lake runs.
 *
 * @param text in the lake's SQL; it asks for one row more than the limit, which tells that there
 *     are others
 * @param references how many question marks it has, each for the customer
 * @param columns of its answer, in order
 * @param range from the first to the last time that it asks for
 * @param limit rows of the answer
 * @param exact whether it estimates no figure
 */
public record LakeSelect(
    String text, int references, List<Column> columns, TimeRange range, int limit, boolean exact)
    implements CompiledSql {
  public LakeSelect {
    columns = List.copyOf(columns);
  }

  /** The values of the question marks. */
  public List<String> parameters(CustomerId customer) {
    return Collections.nCopies(references, customer.value());
  }
}
