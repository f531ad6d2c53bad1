package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.RateLimit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class TariffTest {
  @Test
  void theSharedBucketHoldsTheBurstLessOneSecondsRate() {
    assertThat(new Tariff(new RateLimit(10_000, 20_000)).capacity()).isEqualTo(10_000);
    assertThat(new Tariff(new RateLimit(10_000_000, 1_000_000_000)).capacity())
        .isEqualTo(990_000_000);
    assertThat(new Tariff(new RateLimit(1, 1_000_000_000)).capacity()).isEqualTo(999_999_999);
  }

  @Test
  void theHighestRateIsExact() {
    Tariff tariff = new Tariff(RateLimit.ofRate(10_000_000));

    assertThat(tariff.cost(1)).isEqualTo(100);
    assertThat(tariff.available(tariff.capacityNanos() - 100)).isEqualTo(1);
    assertThat(tariff.available(tariff.capacityNanos() - 99)).isZero();
  }

  @Property
  void whatIsAvailableCanBePaidAndNotOneTokenMore(
      @ForAll("limits") RateLimit limit, @ForAll @LongRange(min = 0, max = 1_000_000) long part) {
    Tariff tariff = new Tariff(limit);
    long debt = Math.multiplyHigh(tariff.capacityNanos(), part * (Long.MAX_VALUE / 1_000_000)) * 2;
    long available = tariff.available(debt);

    assertThat(debt + tariff.cost(available)).isLessThanOrEqualTo(tariff.capacityNanos());
    assertThat(debt + tariff.cost(available + 1)).isGreaterThan(tariff.capacityNanos());
  }

  @Property
  void aWaitIsTheShortestAfterWhichTheTokensAreThere(
      @ForAll("limits") RateLimit limit,
      @ForAll @LongRange(min = 1, max = 20_000_000) long tokens,
      @ForAll @LongRange(min = 0, max = 3_000_000_000L) long debt) {
    Tariff tariff = new Tariff(limit);
    long reachable = tokens > tariff.capacity() ? 1 : tokens;
    long wait = tariff.waitFor(tokens, debt);

    assertThat(tariff.available(debt - wait)).isGreaterThanOrEqualTo(reachable);
    if (wait > 0) {
      assertThat(tariff.available(debt - wait + 1)).isLessThan(reachable);
    }
  }

  @Provide
  Arbitrary<RateLimit> limits() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 10_000_000), Arbitraries.longs().between(0, 900_000_000))
        .as((rate, more) -> new RateLimit(rate, 2 * rate + more));
  }
}
