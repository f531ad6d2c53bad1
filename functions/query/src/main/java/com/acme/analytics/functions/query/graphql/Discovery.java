package com.acme.analytics.functions.query.graphql;

import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a customer's query can be made of. */
final class Discovery {
  private Discovery() {}

  static Map<String, Object> of(DeclaredProperties declared) {
    return Map.of(
        "fixed_dimensions",
        Arrays.stream(FixedDimension.values()).map(FixedDimension::columnName).toList(),
        "declared_dimensions",
        declared.dimensions().stream().sorted().toList(),
        "declared_measures",
        declared.measures().stream().sorted().toList(),
        "operators",
        Arrays.stream(Operator.values()).map(Discovery::operator).toList(),
        "granularities",
        Arrays.stream(Granularity.values())
            .map(each -> Map.of("name", each.code(), "seconds", each.length().toSeconds()))
            .toList(),
        "measures",
        List.of(Measure.COUNT, Measure.UNIQUE_USERS),
        "aggregations",
        Arrays.stream(Aggregation.values()).map(Aggregation::code).toList());
  }

  private static Map<String, Object> operator(Operator operator) {
    String values = operator.takesNoValue() ? "none" : operator == Operator.IN ? "many" : "one";
    return Map.of("name", operator.code(), "values", values, "ordering", operator.isOrdering());
  }
}
