package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.util.List;

/**
 * One step: an event of this name that fulfils all filters.
 *
 * @param event its name, 1 to 200 characters
 * @param filters at most 20, each with at most 100 values of at most 1,000 characters; of fixed
 *     dimensions that windows have, and of declared properties
 */
public record FunnelStep(String event, List<Filter> filters) {
  /** The most filters of a step. */
  public static final int MOST_FILTERS = 20;

  /** The most values of a filter. */
  public static final int MOST_VALUES = 100;

  private static final int MAX_CHARACTERS = 200;
  private static final int MAX_VALUE_CHARACTERS = 1_000;

  public FunnelStep {
    filters = List.copyOf(filters);
    if (event.isBlank()
        || event.length() > MAX_CHARACTERS
        || event.chars().anyMatch(Character::isISOControl)) {
      throw InvalidFunnel.of(
          "/event", event, "1 to " + MAX_CHARACTERS + " characters, no control character");
    }
    if (filters.size() > MOST_FILTERS) {
      throw InvalidFunnel.of("/filters", filters.size() + " filters", "at most " + MOST_FILTERS);
    }
    for (int i = 0; i < filters.size(); i++) {
      requireKnown("/filters/" + i, filters.get(i));
    }
  }

  private static void requireKnown(String pointer, Filter filter) {
    if (filter.dimension() instanceof FixedDimension fixed) {
      if (!FixedDimension.AGGREGATED.contains(fixed)) {
        throw InvalidFunnel.of(
            pointer + "/dimension", fixed.columnName(), FunnelDimensions.EXPECTED);
      }
    } else if (filter.dimension() instanceof Property property) {
      requireDeclarable(pointer + "/dimension", property, filter.operator());
    }
    if (filter.values().size() > MOST_VALUES) {
      throw InvalidFunnel.of(
          pointer + "/values", filter.values().size() + " values", "at most " + MOST_VALUES);
    }
    for (String value : filter.values()) {
      if (value.length() > MAX_VALUE_CHARACTERS) {
        throw InvalidFunnel.of(
            pointer + "/values", value, "at most " + MAX_VALUE_CHARACTERS + " characters");
      }
    }
  }

  private static void requireDeclarable(String pointer, Property property, Operator operator) {
    boolean numeric = operator.isOrdering() || operator == Operator.EQ;
    boolean allowed =
        numeric
            ? DeclaredProperties.canBeMeasure(property.path())
            : DeclaredProperties.canBeDimension(property.path());
    if (!allowed) {
      throw InvalidFunnel.of(
          pointer,
          property.columnName(),
          operator.isOrdering() ? "a declared measure" : FunnelDimensions.EXPECTED);
    }
  }
}
