package com.acme.analytics.flink.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1000",
    "0, 999, 1000",
    "0, 1000, 2000",
    "200, 0, 200",
    "200, 199, 200",
    "200, 200, 1200",
    "200, 1773144000900, 1773144001200"
  })
  void theNextInstantIsLaterThanTheTimeAndInPhase(long phase, long time, long next) {
    assertThat(new Cadence(SECOND, Duration.ofMillis(phase)).next(time)).isEqualTo(next);
  }

  @Test
  void anIntervalAndAPhaseThatCantBeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cadence.every(Duration.ZERO))
        .withMessage("interval: PT0S (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cadence(SECOND, SECOND))
        .withMessage("phase: PT1S (expected: from 0 until before PT1S)");
  }
}
