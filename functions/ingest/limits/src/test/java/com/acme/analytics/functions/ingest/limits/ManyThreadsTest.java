package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ManyThreadsTest {
  private static final Credential KEY =
      new Credential(
          new CustomerId("shop"), "hash", Set.of(Scope.INGEST), new RateLimit(100_000, 1_100_000));

  private final VirtualTime time = new VirtualTime();
  private final ScriptedStore store = new ScriptedStore();
  private final EventLimiter limiter =
      new LeasingLimiter(store, time, time, new Random(1), LimiterListener.NONE);

  @Test
  void oneUpdateLeasesForAllThatWait() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    store.beforeAnswer =
        () -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    AtomicLong granted = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      threads.add(
          Thread.ofPlatform().start(() -> granted.addAndGet(limiter.take(KEY, 100).granted())));
    }
    await().until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    answer.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(granted).hasValue(1_600);
    assertThat(store.requests).hasSize(2);
  }

  @Test
  void threadsTogetherGetEachTokenOnce() throws InterruptedException {
    AtomicLong granted = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int events = i + 1;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 100_000; n++) {
                      granted.addAndGet(limiter.take(KEY, events).granted());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    // No time has passed, so the bucket was not filled again.
    assertThat(granted).hasValue(1_000_000);
  }

  @Test
  void aGrantFromAHeldLeaseAllocatesNothingElse() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long granted = 0;
    long allocated = 0;
    for (int i = 0; i < 200_000; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      granted += limiter.take(KEY, 1).granted();
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
    }

    assertThat(granted).isEqualTo(200_000);
    assertThat(allocated / granted).isLessThanOrEqualTo(48);
  }
}
