package com.acme.analytics.flink.funnel;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.window.WindowDimension;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tells which steps of a funnel an event is, exactly as the SQL of its history does. */
final class FunnelMatcher {
  private final Funnel funnel;
  private final Chains chains;
  private final long activeFromMillis;
  private final Function<AnalyticsEvent, String> breakdown;

  FunnelMatcher(Funnel funnel) {
    this.funnel = funnel;
    this.chains = new Chains(funnel.steps().size(), funnel.window().toMillis());
    this.activeFromMillis = funnel.activeFrom().toEpochMilli();
    this.breakdown =
        funnel
            .breakdown()
            .<Function<AnalyticsEvent, String>>map(FunnelMatcher::value)
            .orElse(e -> "");
  }

  Funnel funnel() {
    return funnel;
  }

  Chains chains() {
    return chains;
  }

  /** Bit 0 is set when it is the first step, and so on; 0 when it plays no part in the funnel. */
  int steps(AnalyticsEvent event) {
    if (event.user().isEmpty() || event.timestampMillis() < activeFromMillis) {
      return 0;
    }
    int steps = 0;
    for (int i = 0; i < funnel.steps().size(); i++) {
      if (is(funnel.steps().get(i), event)) {
        steps |= 1 << i;
      }
    }
    return steps;
  }

  /** The event's value of the breakdown, empty without one. */
  String value(AnalyticsEvent event) {
    return breakdown.apply(event);
  }

  private static boolean is(FunnelStep step, AnalyticsEvent event) {
    if (!step.event().equals(event.name())) {
      return false;
    }
    for (Filter filter : step.filters()) {
      if (!holds(filter, event)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Filter filter, AnalyticsEvent event) {
    if (filter.dimension() instanceof FixedDimension fixed) {
      String value = WindowDimension.valueOf(fixed.name()).of(event);
      return holdsText(filter, value.isEmpty() ? null : value, value::equals);
    }
    String path = ((Property) filter.dimension()).path();
    String text = event.dimensions().get(path);
    Double number = event.measures().get(path);
    return switch (filter.operator()) {
      case LT -> number != null && number < bound(filter);
      case LE -> number != null && number <= bound(filter);
      case GT -> number != null && number > bound(filter);
      case GE -> number != null && number >= bound(filter);
      case EXISTS -> text != null || number != null;
      case MISSING -> text == null && number == null;
      default -> holdsText(filter, text, value -> value.equals(text) || isNumber(value, number));
    };
  }

  private static boolean holdsText(Filter filter, String text, Predicate<String> equal) {
    return switch (filter.operator()) {
      case EQ, IN -> filter.values().stream().anyMatch(equal);
      case NE -> filter.values().stream().noneMatch(equal);
      case CONTAINS -> text != null && text.contains(filter.values().get(0));
      case EXISTS -> text != null;
      case MISSING -> text == null;
      default ->
          throw new IllegalArgumentException("filter: " + filter + " (expected: one of text)");
    };
  }

  private static boolean isNumber(String text, Double number) {
    if (number == null) {
      return false;
    }
    Optional<BigDecimal> parsed = Numbers.parse(text);
    return parsed.isPresent() && parsed.get().doubleValue() == number;
  }

  private static double bound(Filter filter) {
    return Double.parseDouble(filter.values().get(0));
  }

  private static Function<AnalyticsEvent, String> value(String dimension) {
    Optional<FixedDimension> fixed = FixedDimension.named(dimension);
    if (fixed.isPresent()) {
      WindowDimension found = WindowDimension.valueOf(fixed.get().name());
      return found::of;
    }
    return event -> event.dimensions().getOrDefault(dimension, "");
  }
}
