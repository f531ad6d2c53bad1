package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;

/** What an expression of SELECT, GROUP BY or ORDER BY is of a query. */
sealed interface Term {
  /** The name of its column in the query's own answer. */
  String column();

  /** A bucket of time. */
  record Bucket(Granularity every) implements Term {
    @Override
    public String column() {
      return Query.TIME_COLUMN;
    }
  }

  /** A dimension. */
  record Key(Dimension dimension) implements Term {
    @Override
    public String column() {
      return dimension.columnName();
    }
  }

  /** A measure. */
  record Figure(Measure measure) implements Term {
    @Override
    public String column() {
      return measure.columnName();
    }
  }
}
