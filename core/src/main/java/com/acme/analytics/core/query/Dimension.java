package com.acme.analytics.core.query;

import java.util.Optional;

/** What events are grouped and filtered by: one text of each event, or none. */
public sealed interface Dimension permits FixedDimension, Property {
  /** The name it is asked by, which is also its column's name. */
  String columnName();

  /**
   * The dimension of this name: a fixed one, else a property. {@code properties.<name>} is always
   * the property.
   *
   * @param field the part of the query it stands in, for the refusal
   * @throws com.acme.analytics.core.problem.ProblemException when no property can have the name
   */
  static Dimension named(String name, String field) {
    Optional<FixedDimension> fixed = FixedDimension.named(name);
    return fixed.isPresent() ? fixed.get() : Property.named(name, field);
  }
}
