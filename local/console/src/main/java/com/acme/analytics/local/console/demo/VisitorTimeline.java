package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The visits of one visitor over a stretch of history: a Poisson process whose rate follows the
 * hours of the visitor's day, drawn by thinning.
 *
 * @see <a href="https://doi.org/10.1002/nav.3800260304">Lewis and Shedler 1979, Simulation of
 *     nonhomogeneous Poisson processes by thinning</a>
 */
final class VisitorTimeline implements VisitSource {
  /** A client whose first try seemed to fail sends an event again: one in so many. */
  private static final int ONE_REPEAT_IN = 200;

  private final Visitor visitor;
  private final RandomGenerator random;
  private final EventMaker maker;
  private final Instant to;
  private Instant now;
  private boolean signedIn;

  VisitorTimeline(Seed seed, Visitor visitor, Instant from, Instant to) {
    this.visitor = visitor;
    this.random = seed.random(visitor.key() + "/" + from + "/" + to);
    this.maker = new EventMaker(seed, visitor);
    this.now = from;
    this.to = to;
  }

  @Override
  public Optional<Visit> next() {
    do {
      now = now.plus(untilNextCandidate());
      if (!now.isBefore(to)) {
        return Optional.empty();
      }
    } while (random.nextDouble() * DayCurve.PEAK > intensity());
    return Optional.of(visit());
  }

  private Visit visit() {
    List<DemoEvent> events = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    for (Step step : VisitScript.of(visitor, signedIn, random)) {
      now = now.plus(step.pause());
      if (!now.isBefore(to)) {
        break;
      }
      signedIn = step.signedIn();
      DemoEvent event = maker.at(now, step);
      events.add(event);
      deliveries.add(Delivery.onTime(event));
      if (random.nextInt(ONE_REPEAT_IN) == 0) {
        deliveries.add(new Delivery(now.plusSeconds(random.nextLong(1, 60)), event, true));
      }
    }
    return new Visit(events, deliveries);
  }

  private Duration untilNextCandidate() {
    double days = random.nextExponential() / (visitor.visitsPerDay() * DayCurve.PEAK);
    return Duration.of(1 + (long) (days * Duration.ofDays(1).toMillis()), ChronoUnit.MILLIS);
  }

  /** Crawlers don't sleep. */
  private double intensity() {
    return visitor.bot() ? 1 : DayCurve.at(now, visitor.country().zone());
  }
}
