package com.acme.analytics.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final TimeRange NINETY_MINUTES =
      new TimeRange(NOW.minus(Duration.ofMinutes(90)), NOW);

  @Test
  void thePreviousPeriodIsAsLongAsTheRange() {
    assertThat(Comparison.PREVIOUS.offset(NINETY_MINUTES, Optional.empty()))
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void bucketsOfBothPeriodsBeginAtWholeOnes() {
    assertThat(Comparison.PREVIOUS.offset(NINETY_MINUTES, Optional.of(Granularity.HOUR)))
        .isEqualTo(Duration.ofHours(2));
    assertThat(Comparison.PREVIOUS.offset(NINETY_MINUTES, Optional.of(Granularity.MINUTE)))
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void aPropertyCalledAsAColumnOfThePeriodBeforeIsRefused() {
    QueryParameters parameters =
        new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

    assertThatThrownBy(
            () ->
                parameters.parse(
                    Map.of("dimensions", "count@previous", "compare", "previous"), NOW))
        .hasMessageContaining("compare: \"count@previous\"");
  }

  @Test
  void orderNamesAColumnOfThePeriodBeforeOnlyWhereThereIsOne() {
    QueryParameters parameters =
        new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

    assertThat(
            parameters
                .parse(Map.of("order", "-count@previous", "compare", "previous_week"), NOW)
                .order())
        .containsExactly(new Order("count@previous", /* descending= */ true));
    assertThatThrownBy(() -> parameters.parse(Map.of("order", "-count@previous"), NOW))
        .hasMessageContaining("count@previous");
  }
}
