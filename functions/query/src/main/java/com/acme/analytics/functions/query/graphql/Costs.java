package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.dashboard.Page;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.schema.GraphQLTypeUtil;
import java.util.Map;

/**
 * What a request may cost, reckoned before it runs: a field is 1 and what is within it, a list is
 * as often that as it may have elements, and what is counted in a store is {@value #STORE} besides.
 * So no request runs more than {@value #MOST} / {@value #STORE} queries, whatever its lists hold.
 */
final class Costs implements FieldComplexityCalculator {
  /** Of a request: 12 queries, or 50 dashboards with the titles of their widgets. */
  static final int MOST = 25_000;

  /** How deep fields may be within each other; the usual introspection is 13 to 15 deep. */
  static final int MOST_DEPTH = 16;

  /** Of a query and of a funnel's result. */
  static final int STORE = 2_000;

  private static final Map<String, Integer> MOST_ELEMENTS =
      Map.of("widgets", Dashboard.MOST_WIDGETS, "funnels", DefinitionKind.FUNNEL.most());

  /** Of lists of figures and texts, which are there already when their fields are. */
  private static final int FEW = 10;

  @Override
  public int calculate(FieldComplexityEnvironment field, int within) {
    boolean list =
        GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType()));
    long cost = own(field) + (list ? elements(field) : 1L) * within;
    return (int) Math.min(Integer.MAX_VALUE / 2, cost);
  }

  private static int own(FieldComplexityEnvironment field) {
    String name = field.getFieldDefinition().getName();
    boolean isQuery = name.equals("query") && field.getParentEnvironment() == null;
    return isQuery || name.equals("result") ? STORE : 1;
  }

  private static int elements(FieldComplexityEnvironment list) {
    if (list.getParentType().getName().startsWith("__")) {
      // Introspection: graphql-java bounds it by itself.
      return 1;
    }
    FieldComplexityEnvironment page = list.getParentEnvironment();
    return page != null && page.getArguments().get("first") instanceof Integer first
        ? Math.clamp(first, 1, Page.MOST_ITEMS)
        : MOST_ELEMENTS.getOrDefault(list.getFieldDefinition().getName(), FEW);
  }
}
