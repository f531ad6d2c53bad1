package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitHeadersTest {
  @Test
  void aGrantTellsThePolicyAndWhatIsLeft() {
    Grant grant = new Grant(500, 500, 9_500, Duration.ZERO, RateLimit.STANDARD);

    assertThat(RateLimitHeaders.of(grant))
        .containsOnly(
            Map.entry("ratelimit-policy", "\"events\";q=10000;qu=\"events\";w=1;acme-burst=20000"),
            Map.entry("ratelimit", "\"events\";r=9500;t=1"));
  }

  @ParameterizedTest
  @CsvSource({"PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.5S, 60"})
  void aRefusalTellsWhenToComeBackInWholeSecondsRoundedUp(Duration retryAfter, String seconds) {
    Grant grant = new Grant(500, 499, 0, retryAfter, RateLimit.STANDARD);

    assertThat(RateLimitHeaders.of(grant))
        .containsEntry("retry-after", seconds)
        .containsEntry("ratelimit", "\"events\";r=0;t=" + seconds);
  }
}
