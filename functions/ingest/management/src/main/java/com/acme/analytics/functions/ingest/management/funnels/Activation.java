package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.funnel.Funnel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * From when on the stream counts a funnel's cohorts: the minute two after this one, by which the
 * streaming job knows the funnel. Earlier cohorts are history's.
 */
record Activation(InstantSource clock) {
  private static final Duration NOTICE = Duration.ofMinutes(2);

  /** For a funnel that is published now. */
  Instant next() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(NOTICE);
  }

  /** The JSON of a funnel that was to be published before and is now. */
  String renewed(String json) {
    Funnel funnel = Funnel.fromJson(json);
    return new Funnel(
            funnel.id(),
            funnel.customer(),
            funnel.name(),
            funnel.steps(),
            funnel.window(),
            funnel.breakdown(),
            next())
        .toJson();
  }
}
