package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.functions.ingest.limits.Fleet.Draw;
import com.acme.analytics.functions.ingest.limits.Fleet.Traffic;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class LimitLawsTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void noIntervalAdmitsMoreThanRateTimesItsLengthPlusBurst(
      @ForAll("limits") RateLimit limit,
      @ForAll @IntRange(min = 1, max = 100) int processes,
      @ForAll @DoubleRange(min = 0.1, max = 20) double load,
      @ForAll @IntRange(min = 1, max = 400) int latencyMillis,
      @ForAll @LongRange long seed) {
    Fleet fleet = new Fleet(limit, upTo(latencyMillis * MILLI), 6 * SECOND, seed);
    for (int i = 0; i < processes; i++) {
      fleet.addProcess(bursts(limit, processes, load));
    }
    fleet.run();

    assertThat(fleet.admissions.excess(limit)).isNotPositive();
    assertThat(fleet.admissions.between(0, Long.MAX_VALUE)).isPositive();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void underSaturationNineTenthsOfTheRateAreGranted(
      @ForAll("limits") RateLimit limit,
      @ForAll @IntRange(min = 1, max = 100) int processes,
      @ForAll @DoubleRange(min = 2, max = 20) double load,
      @ForAll @IntRange(min = 1, max = 20) int latencyMillis,
      @ForAll @LongRange long seed) {
    Fleet fleet = new Fleet(limit, upTo(latencyMillis * MILLI), 13 * SECOND, seed);
    for (int i = 0; i < processes; i++) {
      fleet.addProcess(steady(limit, processes, load));
    }
    fleet.run();

    // The burst is used up in the first seconds.
    long granted = fleet.admissions.between(3 * SECOND, 13 * SECOND);
    assertThat(granted).isGreaterThanOrEqualTo(9 * limit.eventsPerSecond());
    assertThat(fleet.admissions.excess(limit)).isNotPositive();
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void processesThatComeAndGoLeaveLittleUnused(
      @ForAll("limits") RateLimit limit,
      @ForAll @IntRange(min = 50, max = 100) int processes,
      @ForAll @DoubleRange(min = 3, max = 20) double load,
      @ForAll @IntRange(min = 1, max = 20) int latencyMillis,
      @ForAll @LongRange long seed) {
    Fleet fleet = new Fleet(limit, upTo(latencyMillis * MILLI), 33 * SECOND, seed);
    for (int i = 0; i < processes; i++) {
      fleet.addProcess(rallies(limit, processes, load));
    }
    fleet.run();

    // Long against the second of tokens by which the bucket may be fuller in the end.
    long granted = fleet.admissions.between(3 * SECOND, 33 * SECOND);
    assertThat(granted).isGreaterThanOrEqualTo(27 * limit.eventsPerSecond());
    assertThat(fleet.admissions.excess(limit)).isNotPositive();
  }

  @Provide
  Arbitrary<RateLimit> limits() {
    Arbitrary<Long> rates =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 100),
            Arbitraries.of(10_000L),
            Arbitraries.longs().between(100, 10_000_000));
    return Combinators.combine(rates, Arbitraries.longs().between(0, 1_000_000))
        .as(
            (rate, more) ->
                new RateLimit(rate, 2 * rate + (more % 3 == 0 ? 0 : more % (3 * rate))));
  }

  /** Requests of all sizes up to a second's events, some at once and some seconds apart. */
  private static Traffic bursts(RateLimit limit, int processes, double load) {
    long mean = Math.max(1, (long) (limit.eventsPerSecond() * load / processes / 10));
    return new Traffic(
        random -> random.nextInt(4) == 0 ? random.nextLong(SECOND) : random.nextLong(20 * MILLI),
        random -> random.nextInt(20) == 0 ? random.nextLong(20 * mean) : random.nextLong(2 * mean));
  }

  /** Requests at random times, ten in a second on average where the events are enough. */
  private static Traffic steady(RateLimit limit, int processes, double load) {
    double perProcess = limit.eventsPerSecond() * load / processes;
    long mean = Math.max(1, (long) (perProcess / 10));
    double requestsPerSecond = Math.max(10, perProcess / mean);
    return new Traffic(
        random ->
            Math.max(1, (long) (-Math.log(1 - random.nextDouble()) / requestsPerSecond * SECOND)),
        random -> random.nextLong(1, 2 * mean));
  }

  /** A few requests, then none for a while: what was leased ahead is lost. */
  private static Traffic rallies(RateLimit limit, int processes, double load) {
    long mean = Math.max(1, (long) Math.ceil(limit.eventsPerSecond() * load / processes / 2));
    return new Traffic(
        random ->
            random.nextInt(4) == 0 ? random.nextLong(4 * SECOND) : random.nextLong(20 * MILLI),
        random -> random.nextLong(1, 2 * mean));
  }

  private static Draw upTo(long most) {
    return random -> random.nextLong(1, most + 1);
  }
}
