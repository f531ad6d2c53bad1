package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class OutageTest {
  private static final RateLimit LIMIT = new RateLimit(1_000, 3_000);
  private static final long MILLI = 1_000_000;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedStore store = new ScriptedStore();
  private final CountingListener listener = new CountingListener();
  private final EventLimiter limiter =
      new LeasingLimiter(store, time, time, new Random(1), listener);

  @Test
  void withoutTheStoreAProcessGrantsTheKeysRateByItself() {
    store.reachable = false;
    Admissions admissions = new Admissions();
    for (int i = 0; i < 500; i++) {
      admissions.add(time.read(), take("a", 100).granted());
      time.advance(10 * MILLI);
    }

    assertThat(admissions.excess(LIMIT)).isNotPositive();
    assertThat(admissions.between(0, Long.MAX_VALUE)).isBetween(6_900L, 7_000L);
    assertThat(listener.locally).hasValue(admissions.between(0, Long.MAX_VALUE));
  }

  @Test
  void duringAnOutageTheStoreIsTriedOnceASecondForAllKeys() {
    store.reachable = false;
    for (int i = 0; i < 1_000; i++) {
      take("key-" + i % 10, 1);
      time.advance(10 * MILLI);
    }

    assertThat(listener.failures.get()).isBetween(9L, 11L);
    assertThat(listener.leases).hasValue(listener.failures.get());
  }

  @Test
  void leasesAreUsedAgainOnceTheStoreAnswers() {
    store.reachable = false;
    take("a", 1);
    store.reachable = true;
    time.advance(1_000 * MILLI);
    take("a", 1);
    take("b", 1);

    assertThat(listener.locally).hasValue(1);
    assertThat(listener.failures).hasValue(1);
    assertThat(store.requests).hasSize(3);
  }

  @Test
  void tokensHeldAreUsedFirst() {
    for (int i = 0; i < 10; i++) {
      take("a", 100);
    }
    store.reachable = false;
    for (int i = 0; i < 10; i++) {
      take("a", 100);
    }

    assertThat(listener.locally.get()).isPositive().isLessThan(1_000);
  }

  @Test
  void aLeaseThatComesTooLateIsNoLease() {
    store.beforeAnswer = () -> time.advance(1_000 * MILLI);

    assertThat(take("a", 100).granted()).isEqualTo(100);
    assertThat(listener.failures).hasValue(1);
    assertThat(listener.locally).hasValue(100);
  }

  @Test
  void whoTriesTheStoreAgainKeepsNobodyWaiting() throws InterruptedException {
    store.reachable = false;
    take("a", 1);
    store.reachable = true;
    time.advance(1_000 * MILLI);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    store.beforeAnswer =
        () -> {
          asked.countDown();
          await(answer);
        };
    Thread prober = Thread.ofVirtual().start(() -> take("a", 1));
    asked.await();

    assertThat(take("a", 1).granted()).isEqualTo(1);
    assertThat(take("b", 1).granted()).isEqualTo(1);
    assertThat(listener.locally).hasValue(3);

    answer.countDown();
    prober.join();
    assertThat(listener.locally).hasValue(3);
  }

  private Grant take(String keyHash, int events) {
    return limiter.take(
        new Credential(new CustomerId("shop"), keyHash, Set.of(Scope.INGEST), LIMIT), events);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
