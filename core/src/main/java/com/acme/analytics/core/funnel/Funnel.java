package com.acme.analytics.core.funnel;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps that a customer wants to see its users take, one after the other.
 *
 * @param name for people, 1 to 200 characters
 * @param steps 2 to 10
 * @param window from the first step to the last, at most: whole seconds, 1 minute to 30 days
 * @param breakdown the dimension whose values are told apart, by its name
 * @param activeFrom a whole minute: from it on the stream counts, before it the history
 */
public record Funnel(
    UUID id,
    CustomerId customer,
    String name,
    List<FunnelStep> steps,
    Duration window,
    Optional<String> breakdown,
    Instant activeFrom) {
  /** The fewest steps. */
  public static final int FEWEST_STEPS = 2;

  /** The most steps. */
  public static final int MOST_STEPS = 10;

  /** The shortest window. */
  public static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

  /** The longest window. */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(30);

  private static final int MAX_NAME_CHARACTERS = 200;

  public Funnel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(customer, "customer");
    steps = List.copyOf(steps);
    if (name.isBlank()
        || name.length() > MAX_NAME_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw InvalidFunnel.of(
          "/name", name, "1 to " + MAX_NAME_CHARACTERS + " characters, no control character");
    }
    if (steps.size() < FEWEST_STEPS || steps.size() > MOST_STEPS) {
      throw InvalidFunnel.of("/steps", steps.size() + " steps", FEWEST_STEPS + " to " + MOST_STEPS);
    }
    if (window.compareTo(SHORTEST_WINDOW) < 0
        || window.compareTo(LONGEST_WINDOW) > 0
        || window.toNanosPart() != 0) {
      throw InvalidFunnel.of("/window", window, "PT1M to PT720H (30 days), in whole seconds");
    }
    breakdown.ifPresent(
        dimension -> {
          if (!FunnelDimensions.canBreakDown(dimension)) {
            throw InvalidFunnel.of("/breakdown", dimension, FunnelDimensions.EXPECTED);
          }
        });
    if (!activeFrom.equals(activeFrom.truncatedTo(ChronoUnit.MINUTES))) {
      throw InvalidFunnel.of("/active_from", activeFrom, "a whole minute");
    }
  }

  /** The funnel as JSON, every member with its value; no breakdown is no member. */
  public String toJson() {
    return FunnelWriter.write(this);
  }

  /**
   * Reads a funnel, strictly.
   *
   * @throws ProblemException with the code malformed_json or invalid_funnel, and a pointer to the
   *     member that is missing, unknown or out of range
   */
  public static Funnel fromJson(String json) {
    return FunnelReader.read(json);
  }
}
