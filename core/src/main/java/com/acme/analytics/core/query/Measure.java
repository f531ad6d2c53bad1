package com.acme.analytics.core.query;

/** A figure computed over the events of a group. */
public sealed interface Measure {
  /** The name of the measure {@link Count}. */
  String COUNT = "count";

  /** The name of the measure {@link UniqueUsers}. */
  String UNIQUE_USERS = "unique_users";

  /** The name it is asked by, which is also its column's name. */
  String columnName();

  /** The type of its column. */
  ColumnType type();

  /**
   * The measure of this name: {@code count}, {@code unique_users} or {@code sum:<property>}.
   *
   * @param field the part of the query it stands in, for the refusal
   * @throws com.acme.analytics.core.problem.ProblemException when there is none
   */
  static Measure named(String name, String field) {
    if (name.equals(COUNT)) {
      return new Count();
    }
    if (name.equals(UNIQUE_USERS)) {
      return new UniqueUsers();
    }
    int colon = name.indexOf(':');
    Aggregation aggregation =
        Aggregation.of(colon < 0 ? "" : name.substring(0, colon))
            .orElseThrow(
                () ->
                    InvalidQuery.of(
                        field,
                        name,
                        "count, unique_users, or sum:<property>, with avg, min, max, p50, p75, p90,"
                            + " p95 or p99 in its place"));
    Dimension measured = Dimension.named(name.substring(colon + 1), field);
    if (measured instanceof Property property) {
      return new OfProperty(aggregation, property);
    }
    String text = measured.columnName();
    throw InvalidQuery.of(
        field,
        name,
        "a property; %s is the text of each event, properties.%s the property"
            .formatted(text, text));
  }

  /** How many events. */
  record Count() implements Measure {
    @Override
    public String columnName() {
      return COUNT;
    }

    @Override
    public ColumnType type() {
      return ColumnType.INTEGER;
    }
  }

  /**
   * How many distinct users, exactly: an event is of its user id, else of its anonymous id, else of
   * nobody.
   */
  record UniqueUsers() implements Measure {
    @Override
    public String columnName() {
      return UNIQUE_USERS;
    }

    @Override
    public ColumnType type() {
      return ColumnType.INTEGER;
    }
  }

  /** A figure of a property's numbers. */
  record OfProperty(Aggregation aggregation, Property property) implements Measure {
    @Override
    public String columnName() {
      return aggregation.code() + ":" + property.columnName();
    }

    @Override
    public ColumnType type() {
      return ColumnType.NUMBER;
    }
  }
}
