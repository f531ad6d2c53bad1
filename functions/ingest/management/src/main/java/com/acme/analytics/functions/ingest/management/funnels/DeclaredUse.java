package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.util.List;
import java.util.Set;

/**
 * Holds the properties that a funnel names against those that the customer has declared: the stream
 * knows no others.
 */
record DeclaredUse(DeclaredProperties declared) {

  /**
   * Refuses a funnel that names others.
   *
   * @throws ProblemException {@link ErrorCode#UNDECLARED_PROPERTY} with a pointer to the first
   */
  void require(Funnel funnel) {
    List<FunnelStep> steps = funnel.steps();
    for (int step = 0; step < steps.size(); step++) {
      List<Filter> filters = steps.get(step).filters();
      for (int i = 0; i < filters.size(); i++) {
        if (filters.get(i).dimension() instanceof Property property) {
          require(filters.get(i).operator(), property, "/steps/%d/filters/%d".formatted(step, i));
        }
      }
    }
    funnel
        .breakdown()
        .filter(name -> FixedDimension.named(name).isEmpty())
        .filter(name -> !declared.dimensions().contains(name))
        .ifPresent(
            name -> {
              throw undeclared("breakdown", name, "dimension", declared.dimensions(), "/breakdown");
            });
  }

  private void require(Operator operator, Property property, String pointer) {
    String path = property.path();
    boolean isMeasure = declared.measures().contains(path);
    if (operator.isOrdering()) {
      if (!isMeasure) {
        throw undeclared("filter", path, "measure", declared.measures(), pointer);
      }
      return;
    }
    boolean equalsMeasure = isMeasure && operator == Operator.EQ;
    if (!equalsMeasure && !declared.dimensions().contains(path)) {
      throw undeclared("filter", path, "dimension", declared.dimensions(), pointer);
    }
  }

  private static ProblemException undeclared(
      String name, String path, String what, Set<String> known, String pointer) {
    return new ProblemException(
        new Problem(
            ErrorCode.UNDECLARED_PROPERTY,
            "%s: \"%s\" (expected: a declared %s, of which there are %s)"
                .formatted(name, path, what, known.stream().sorted().toList()),
            pointer));
  }
}
