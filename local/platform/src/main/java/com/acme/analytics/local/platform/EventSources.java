package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.assembly.LocalEnvironment;
import com.acme.analytics.local.emulation.eventsources.KafkaEventSource;
import com.acme.analytics.local.emulation.eventsources.RetryDelays;
import com.acme.analytics.local.emulation.eventsources.SqsEventSource;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The pollers of all event source mappings. */
final class EventSources implements AutoCloseable {
  /** A poller that was killed keeps its partitions for 6 s. */
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

  private final List<KafkaEventSourceMapping> mappings;
  private final List<KafkaEventSource> sources;
  private final List<SqsEventSource> queues;
  private final SqsClient sqs;

  /**
   * Starts them.
   *
   * @param sqs closed with this
   */
  EventSources(LocalEnvironment environment, FunctionInvoker invoker, SqsClient sqs) {
    this.sqs = sqs;
    this.mappings = environment.kafkaEventSources();
    this.sources =
        mappings.stream()
            .map(mapping -> new KafkaEventSource(mapping, invoker, RetryDelays.STANDARD))
            .toList();
    this.queues =
        environment.sqsEventSources().stream()
            .map(mapping -> new SqsEventSource(mapping, invoker, RetryDelays.STANDARD, sqs))
            .toList();
  }

  /** Returns when every poller of Kafka has its partitions. */
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
            Stream.<Runnable>concat(
                    sources.stream().map(source -> source::close),
                    queues.stream().map(queue -> queue::close))
                .map(CompletableFuture::runAsync)
                .toArray(CompletableFuture<?>[]::new))
        .join();
    sqs.close();
  }
}
