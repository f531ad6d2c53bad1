package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps that users take in this order, as a customer has defined them.
 *
 * @param name for people, 1 to 200 characters
 * @param steps 2 to 10
 * @param window how long the steps may take from the first one on, 1 minute to 30 days
 * @param breakdown the dimension of the first step's event by whose values members are told apart: a
 *     fixed one that windows have, or a declared one
 * @param activeFrom the first minute whose cohort is the stream's; earlier ones are history's
 */
public record Funnel(
    UUID id,
    CustomerId customer,
    String name,
    List<FunnelStep> steps,
    Duration window,
    Optional<String> breakdown,
    Instant activeFrom) {
  private static final int MOST_NAME_CHARACTERS = 200;
  private static final int FEWEST_STEPS = 2;
  private static final int MOST_STEPS = 10;
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

  public Funnel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(customer, "customer");
    steps = List.copyOf(steps);
    if (name.isBlank() || name.length() > MOST_NAME_CHARACTERS) {
      throw InvalidFunnel.of(
          "name", "/name", name, "1 to " + MOST_NAME_CHARACTERS + " characters");
    }
    if (steps.size() < FEWEST_STEPS || steps.size() > MOST_STEPS) {
      throw InvalidFunnel.of(
          "steps", "/steps", steps.size(), FEWEST_STEPS + " to " + MOST_STEPS);
    }
    if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
      throw InvalidFunnel.of(
          "window", "/window", window, SHORTEST_WINDOW + " to " + LONGEST_WINDOW);
    }
    breakdown.ifPresent(
        dimension ->
            FunnelStep.requireUsable(
                "breakdown", "/breakdown", Dimension.named(dimension, "breakdown")));
    if (!activeFrom.equals(activeFrom.truncatedTo(ChronoUnit.MINUTES))) {
      throw InvalidFunnel.of("active_from", "/active_from", activeFrom, "a whole minute");
    }
  }

  /** The funnel that {@link #toJson} has written. */
  public static Funnel fromJson(String json) {
    return FunnelJson.read(json);
  }

  /** The funnel as the stream learns of it. */
  public String toJson() {
    return FunnelJson.write(this);
  }
}
