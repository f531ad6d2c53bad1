package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One step of a funnel.
 *
 * @param event the name of the event, 1 to 200 characters
 * @param filters what must hold for it besides, at most 20
 */
public record FunnelStep(String event, List<Filter> filters) {
  private static final int MOST_EVENT_CHARACTERS = 200;
  private static final int MOST_FILTERS = 20;

  /** The fixed dimensions that windows have, too. */
  private static final Set<FixedDimension> FIXED =
      EnumSet.of(
          FixedDimension.EVENT,
          FixedDimension.PATH,
          FixedDimension.COUNTRY,
          FixedDimension.REGION,
          FixedDimension.DEVICE,
          FixedDimension.OS,
          FixedDimension.BROWSER,
          FixedDimension.BOT,
          FixedDimension.REFERRER_DOMAIN,
          FixedDimension.UTM_SOURCE,
          FixedDimension.UTM_MEDIUM,
          FixedDimension.UTM_CAMPAIGN,
          FixedDimension.UTM_TERM,
          FixedDimension.UTM_CONTENT);

  public FunnelStep {
    Objects.requireNonNull(event, "event");
    filters = List.copyOf(filters);
    if (event.isEmpty() || event.length() > MOST_EVENT_CHARACTERS) {
      throw InvalidFunnel.of(
          "event", "/steps", event, "an event's name of 1 to " + MOST_EVENT_CHARACTERS
              + " characters");
    }
    if (filters.size() > MOST_FILTERS) {
      throw InvalidFunnel.of("filters", "/steps", filters.size(), "at most " + MOST_FILTERS);
    }
    for (Filter filter : filters) {
      requireUsable("filter", "/steps", filter.dimension());
    }
  }

  /** Refuses fixed dimensions that the stream doesn't look at. */
  static void requireUsable(String name, String pointer, Dimension dimension) {
    boolean usable =
        dimension instanceof Property || FIXED.contains((FixedDimension) dimension);
    if (!usable) {
      throw InvalidFunnel.of(
          name,
          pointer,
          dimension.columnName(),
          "a declared property, or one of "
              + FIXED.stream().map(Dimension::columnName).toList());
    }
  }
}
