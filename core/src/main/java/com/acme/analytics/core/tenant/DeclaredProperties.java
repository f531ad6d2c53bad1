package com.acme.analytics.core.tenant;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The properties a customer wants in every store and window: as dimensions, as measures, or one as
 * both. Each is named by its path, as a {@link Property} is.
 */
public final class DeclaredProperties {
  /** The most dimensions: each is a column of every store and a family of windows. */
  public static final int MOST_DIMENSIONS = 10;

  /** The most measures. */
  public static final int MOST_MEASURES = 5;

  /** What a measure is expected to be, for refusals. */
  public static final String MEASURE =
      "a property's path such as plan or cart.total, of at most 200 characters and without "
          + "\"properties.\" before it";

  /** What a dimension is expected to be, for refusals. */
  public static final String DIMENSION = MEASURE + "; no fixed dimension's name and not total";

  /** Of a customer that declares nothing. */
  public static final DeclaredProperties NONE = new DeclaredProperties(Set.of(), Set.of());

  private static final String PREFIX = "properties.";

  /** The windows of all events, whatever their dimensions. */
  private static final String TOTAL = "total";

  private final Set<String> dimensions;
  private final Set<String> measures;
  private final DeclaredPath top;

  private DeclaredProperties(Set<String> dimensions, Set<String> measures) {
    this.dimensions = dimensions;
    this.measures = measures;
    this.top = DeclaredPath.treeOf(dimensions, measures);
  }

  /**
   * The declaration of these paths.
   *
   * @throws IllegalArgumentException for too many, one twice, or one that can't be declared
   */
  public static DeclaredProperties of(Collection<String> dimensions, Collection<String> measures) {
    return new DeclaredProperties(
        checked(
            "dimensions",
            dimensions,
            MOST_DIMENSIONS,
            DeclaredProperties::canBeDimension,
            DIMENSION),
        checked("measures", measures, MOST_MEASURES, DeclaredProperties::canBeMeasure, MEASURE));
  }

  /** Whether the path can be declared as a dimension: a measure's, and no name of another. */
  public static boolean canBeDimension(String path) {
    return canBeMeasure(path) && FixedDimension.named(path).isEmpty() && !path.equals(TOTAL);
  }

  /** Whether the path can be declared as a measure. */
  public static boolean canBeMeasure(String path) {
    return Property.isValid(path) && !path.startsWith(PREFIX);
  }

  /** The paths whose values are dimensions, 0 to 10. */
  public Set<String> dimensions() {
    return dimensions;
  }

  /** The paths whose numbers are measures, 0 to 5. */
  public Set<String> measures() {
    return measures;
  }

  /** Whether nothing is declared. */
  public boolean isEmpty() {
    return dimensions.isEmpty() && measures.isEmpty();
  }

  /** The top of the tree of all declared paths. */
  public DeclaredPath top() {
    return top;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeclaredProperties that
        && dimensions.equals(that.dimensions)
        && measures.equals(that.measures);
  }

  @Override
  public int hashCode() {
    return 31 * dimensions.hashCode() + measures.hashCode();
  }

  @Override
  public String toString() {
    return "DeclaredProperties[dimensions=" + dimensions + ", measures=" + measures + ']';
  }

  private static Set<String> checked(
      String name, Collection<String> paths, int most, Predicate<String> valid, String expected) {
    if (paths.size() > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: at most %d)".formatted(name, paths.size(), most));
    }
    Set<String> distinct = new HashSet<>();
    for (String path : List.copyOf(paths)) {
      if (!valid.test(path)) {
        throw new IllegalArgumentException(
            "%s: \"%s\" (expected: %s)".formatted(name, path, expected));
      }
      if (!distinct.add(path)) {
        throw new IllegalArgumentException(
            "%s: \"%s\" twice (expected: each once)".formatted(name, path));
      }
    }
    return Set.copyOf(distinct);
  }
}
