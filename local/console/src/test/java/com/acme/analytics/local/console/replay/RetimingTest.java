package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class RetimingTest {
  @Property
  void gapsAreKeptAndTheLastLineFallsAtTheEnding(
      @ForAll @Size(min = 1, max = 20) List<@From("times") OffsetDateTime> logged,
      @ForAll("times") OffsetDateTime ending) {
    Retiming retiming = Retiming.ending(logged.getLast(), ending.toInstant());

    List<OffsetDateTime> sent = logged.stream().map(retiming::apply).toList();

    assertThat(sent.getLast().toInstant()).isEqualTo(ending.toInstant());
    for (int i = 1; i < logged.size(); i++) {
      assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
          .isEqualTo(Duration.between(logged.get(i - 1), logged.get(i)));
      assertThat(sent.get(i).getOffset()).isEqualTo(logged.get(i).getOffset());
    }
  }

  @Property
  void keptTimesStay(@ForAll("times") OffsetDateTime logged) {
    assertThat(Retiming.NONE.apply(logged)).isEqualTo(logged);
  }

  @Provide
  Arbitrary<OffsetDateTime> times() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000L),
            Arbitraries.integers().between(-12 * 60, 14 * 60))
        .as(
            (second, offsetMinutes) ->
                Instant.ofEpochSecond(second)
                    .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));
  }
}
