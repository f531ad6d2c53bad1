package com.acme.analytics.local.console.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BackoffTest {
  @Property
  void delaysDoubleUpToTenSecondsAndNeverVanish(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1000) int failures) {
    Duration delay = new Backoff(new SplittableRandom(seed)).delay(failures);

    double ceiling = Math.min(10_000, 200 * Math.pow(2, failures - 1.0));
    assertThat((double) delay.toMillis()).isBetween(Math.floor(ceiling / 2), ceiling);
  }
}
