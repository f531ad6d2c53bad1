package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class RestartPolicyTest {
  private static final RestartPolicy POLICY = RestartPolicy.STANDARD;

  @Property
  void delaysNeverShrinkAndNeverExceedTheLongest(
      @ForAll @IntRange(min = 1, max = 1000) int restart) {
    Duration delay = POLICY.delayBefore(restart);

    assertThat(delay).isBetween(POLICY.firstDelay(), POLICY.maxDelay());
    assertThat(POLICY.delayBefore(restart + 1)).isGreaterThanOrEqualTo(delay);
  }
}
