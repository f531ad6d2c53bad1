package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LeasingLimiterTest {
  private static final Credential KEY = key("a", new RateLimit(1_000, 3_000));
  private static final long MILLI = 1_000_000;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedStore store = new ScriptedStore();
  private final EventLimiter limiter = limiter();

  @Test
  void aLoneRequestLeasesWhatItNeeds() {
    Grant grant = limiter.take(KEY, 100);

    assertThat(grant)
        .isEqualTo(new Grant(100, 100, 1_900, Duration.ZERO, new RateLimit(1_000, 3_000)));
    assertThat(store.requests).hasSize(1);
    assertThat(store.requests.getFirst().cost()).isEqualTo(100 * MILLI);
  }

  @Test
  void aSteadyDemandLeasesAheadAndThenAsksSeldom() {
    for (int i = 0; i < 300; i++) {
      assertThat(limiter.take(KEY, 5).granted()).isEqualTo(5);
      time.advance(10 * MILLI);
    }

    // Three seconds, two leases in each, and a few until the demand was known.
    assertThat(store.requests).hasSizeLessThan(20);
  }

  @Test
  void tokensNotUsedInASecondAreLost() {
    limiter.take(KEY, 100);
    limiter.take(KEY, 100);
    int before = store.requests.size();
    assertThat(limiter.take(KEY, 1).granted()).isEqualTo(1);
    assertThat(store.requests).hasSize(before);

    time.advance(1_000 * MILLI);
    assertThat(limiter.take(KEY, 1).granted()).isEqualTo(1);
    assertThat(store.requests).hasSize(before + 1);
  }

  @Test
  void aRequestGetsWhatThereIsAndHearsWhenTheRestIsThere() {
    limiter.take(KEY, 1_500);

    Grant grant = limiter.take(KEY, 1_200);

    assertThat(grant.granted()).isEqualTo(500);
    assertThat(grant.refused()).isEqualTo(700);
    assertThat(grant.remaining()).isZero();
    assertThat(grant.retryAfter()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void moreThanCanEverBeGrantedTogetherWaitsForOne() {
    Credential slow = key("slow", new RateLimit(1, 11));
    limiter.take(slow, 10);

    assertThat(limiter.take(slow, 11).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(limiter.take(slow, 10).retryAfter()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aRefusalIsRememberedSoThatAFloodDoesNotReachTheStore() {
    limiter.take(KEY, 3_000);
    int before = store.requests.size();

    for (int i = 0; i < 10_000; i++) {
      assertThat(limiter.take(KEY, 100).granted()).isZero();
    }
    assertThat(store.requests).hasSize(before);

    time.advance(500 * MILLI);
    assertThat(limiter.take(KEY, 100).granted()).isEqualTo(100);
  }

  @Test
  void aWrongGuessOfTheBucketsStateIsCorrectedByTheAnswer() {
    EventLimiter other = limiter();
    limiter.take(KEY, 1_900);

    assertThat(other.take(KEY, 200).granted()).isEqualTo(100);
    assertThat(store.requests)
        .extracting(LeaseRequest::form)
        .containsExactly(LeaseRequest.Form.FULL, LeaseRequest.Form.FULL, LeaseRequest.Form.IN_USE);
  }

  @Test
  void keysDoNotShareTokens() {
    limiter.take(KEY, 2_000);

    assertThat(limiter.take(KEY, 1).granted()).isZero();
    assertThat(limiter.take(key("b", KEY.rateLimit()), 1).granted()).isEqualTo(1);
  }

  @Test
  void aChangedLimitHoldsFromTheNextRequest() {
    limiter.take(KEY, 2_000);

    Grant grant = limiter.take(key("a", new RateLimit(10_000, 100_000)), 5_000);

    assertThat(grant.granted()).isEqualTo(5_000);
    assertThat(grant.limit()).isEqualTo(new RateLimit(10_000, 100_000));
  }

  @Test
  void aThrottlingStoreIsLeftAlone() {
    store.throttling = true;

    for (int i = 0; i < 100; i++) {
      Grant grant = limiter.take(KEY, 10);
      assertThat(grant.granted()).isZero();
      assertThat(grant.retryAfter()).isPositive();
    }
    assertThat(store.requests).hasSize(1);
  }

  @Test
  void nothingIsGrantedForNothingWithoutTheStore() {
    assertThat(limiter.take(KEY, 0).refused()).isZero();
    assertThat(store.requests).isEmpty();
    assertThatThrownBy(() -> limiter.take(KEY, -1)).hasMessage("events: -1 (expected: >= 0)");
  }

  private EventLimiter limiter() {
    return new LeasingLimiter(store, time, time, new Random(1), LimiterListener.NONE);
  }

  private static Credential key(String hash, RateLimit limit) {
    return new Credential(new CustomerId("shop"), hash, Set.of(Scope.INGEST), limit);
  }
}
