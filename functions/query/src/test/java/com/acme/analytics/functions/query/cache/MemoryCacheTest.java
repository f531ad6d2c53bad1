package com.acme.analytics.functions.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MemoryCacheTest {
  private final AtomicLong nanos = new AtomicLong();
  private final MemoryCache cache = new MemoryCache(Duration.ofSeconds(10), 10_000, nanos::get);

  @Test
  void anEntryIsHeldForItsTimeAndNotLonger() {
    cache.put(key(1), new byte[100]);

    nanos.set(Duration.ofMillis(9_999).toNanos());
    assertThat(cache.find(key(1))).isPresent();
    nanos.set(Duration.ofSeconds(10).toNanos());
    assertThat(cache.find(key(1))).isEmpty();
  }

  @Test
  void allEntriesTogetherAreBoundedByTheirBytes() {
    for (int i = 0; i < 100; i++) {
      cache.put(key(i), new byte[1_000]);
    }

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> held() <= 6);
  }

  @Test
  void anEntryThatIsLargerThanAllTogetherIsNotHeld() {
    cache.put(key(1), new byte[10_000]);

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> cache.find(key(1)).isEmpty());
  }

  private int held() {
    int held = 0;
    for (int i = 0; i < 100; i++) {
      held += cache.find(key(i)).isPresent() ? 1 : 0;
    }
    return held;
  }

  private static SliceKey key(int number) {
    return new SliceKey(new CustomerId("customer"), Integer.toString(number));
  }
}
