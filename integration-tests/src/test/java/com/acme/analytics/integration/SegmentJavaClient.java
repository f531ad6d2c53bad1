package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Segment's library for Java; its first answer gets lost on the way. It waits 15 s before it sends
 * again, and nothing sets that: so one is enough.
 */
record SegmentJavaClient(String address, String key) {
  private static final int KINDS = 5;
  private static final int FLUSH_AT = 20;

  /** Sends one message of each kind and some tracks; ends once all are answered. */
  void send(int tracks) {
    AtomicInteger requests = new AtomicInteger();
    Delivery delivery = new Delivery(new AtomicInteger(), new CopyOnWriteArrayList<>());
    OkHttpClient http =
        new OkHttpClient.Builder().addInterceptor(chain -> forgetful(chain, requests)).build();
    Analytics analytics =
        Analytics.builder(key)
            .endpoint(address)
            .client(http)
            .flushQueueSize(FLUSH_AT)
            .callback(delivery)
            .build();
    analytics.enqueue(IdentifyMessage.builder().userId("jane").traits(Map.of("plan", "pro")));
    analytics.enqueue(
        PageMessage.builder("home").userId("jane").properties(Map.of("path", "/home")));
    analytics.enqueue(ScreenMessage.builder("start").userId("jane"));
    analytics.enqueue(GroupMessage.builder("g1").userId("jane").traits(Map.of("seats", 5)));
    analytics.enqueue(AliasMessage.builder("a1").userId("jane"));
    for (int i = 0; i < tracks; i++) {
      analytics.enqueue(
          TrackMessage.builder("bought").userId("u" + i % 7).properties(Map.of("price", i)));
    }
    analytics.flush();
    await("every message is delivered")
        .atMost(Duration.ofMinutes(2))
        .until(() -> delivery.successes().get() + delivery.failures().size() >= KINDS + tracks);
    analytics.shutdown();
    assertThat(delivery.failures()).isEmpty();
    assertThat(requests.get()).isGreaterThan(2);
  }

  private static Response forgetful(Interceptor.Chain chain, AtomicInteger requests)
      throws IOException {
    Response response = chain.proceed(chain.request());
    if (requests.getAndIncrement() == 0) {
      response.close();
      throw new IOException("the answer got lost");
    }
    return response;
  }

  private record Delivery(AtomicInteger successes, List<Throwable> failures) implements Callback {
    @Override
    public void success(Message message) {
      successes.incrementAndGet();
    }

    @Override
    public void failure(Message message, Throwable throwable) {
      failures.add(throwable);
    }
  }
}
