package com.acme.analytics.core.dashboard;

import com.acme.analytics.core.query.QueryTemplate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One figure, chart or table of a dashboard.
 *
 * @param id 1 to 64 of {@code A-Z a-z 0-9 _ -}; who draws the dashboard chooses it
 * @param title for people, 1 to 200 characters
 * @param source what it shows; a funnel where the kind is one, else a query
 */
public record Widget(
    String id, String title, WidgetKind kind, Source source, GridPosition position) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MAX_TITLE_CHARACTERS = 200;

  /** Where a widget's figures come from. */
  public sealed interface Source {}

  /** A query of the customer's events. */
  public record OfQuery(QueryTemplate query) implements Source {
    public OfQuery {
      Objects.requireNonNull(query, "query");
    }
  }

  /** A funnel of the customer; it may be deleted before the widget is. */
  public record OfFunnel(UUID funnel) implements Source {
    public OfFunnel {
      Objects.requireNonNull(funnel, "funnel");
    }
  }

  public Widget {
    Objects.requireNonNull(position, "position");
    if (!ID.matcher(id).matches()) {
      throw InvalidDashboard.of("/id", id, "1 to 64 of A-Z, a-z, 0-9, _ and -");
    }
    InvalidDashboard.requireTitle("/title", title, MAX_TITLE_CHARACTERS);
    if ((source instanceof OfFunnel) != (kind == WidgetKind.FUNNEL)) {
      throw InvalidDashboard.of(
          "/kind", kind.code(), "funnel with a funnel, " + WidgetKind.OF_QUERIES + " with a query");
    }
    if (source instanceof OfQuery asked) {
      requireShowable(kind, asked.query());
    }
  }

  /** The query it asks, unless it shows a funnel. */
  public Optional<QueryTemplate> query() {
    return source instanceof OfQuery asked ? Optional.of(asked.query()) : Optional.empty();
  }

  /** The funnel it shows, if it does. */
  public Optional<UUID> funnel() {
    return source instanceof OfFunnel shown ? Optional.of(shown.funnel()) : Optional.empty();
  }

  private static void requireShowable(WidgetKind kind, QueryTemplate query) {
    if (kind == WidgetKind.LINE && query.granularity().isEmpty()) {
      throw InvalidDashboard.REFUSALS.missing("/query/granularity", "1m, 5m, 1h or 1d for a line");
    }
    if (kind == WidgetKind.NUMBER
        && (query.measures().size() > 1
            || !query.dimensions().isEmpty()
            || query.granularity().isPresent())) {
      throw InvalidDashboard.of(
          "/kind", kind.code(), "a query of one measure, no dimension and no granularity");
    }
  }
}
