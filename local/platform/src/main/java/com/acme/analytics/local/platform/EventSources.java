package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.eventsources.KafkaEventSource;
import com.acme.analytics.local.emulation.eventsources.RetryDelays;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The pollers of all event source mappings. */
final class EventSources implements AutoCloseable {
  /** A poller that was killed keeps its partitions for 6 s. */
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

  private final List<KafkaEventSourceMapping> mappings;
  private final List<KafkaEventSource> sources;

  EventSources(List<KafkaEventSourceMapping> mappings, FunctionInvoker invoker) {
    this.mappings = mappings;
    this.sources =
        mappings.stream()
            .map(mapping -> new KafkaEventSource(mapping, invoker, RetryDelays.STANDARD))
            .toList();
  }

  /** Returns when every poller has its partitions. */
  void awaitReady() throws InterruptedException {
    CompletableFuture<?>[] ready =
        sources.stream().map(KafkaEventSource::ready).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ready).get(READY_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "event sources: %s get no partitions within %s: %s"
              .formatted(
                  mappings.stream().map(KafkaEventSourceMapping::topics).toList(),
                  READY_TIMEOUT,
                  e),
          e);
    }
  }

  @Override
  public void close() {
    CompletableFuture.allOf(
            sources.stream()
                .map(source -> CompletableFuture.runAsync(source::close))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
