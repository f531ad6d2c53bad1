package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.lambda.LambdaService;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping.StartingPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event poller of Lambda for a Kafka event source mapping. It gathers records until there are
 * as many as a batch may have, the batching window is over or the payload is full, invokes the
 * function, and commits their offsets once it has succeeded. A batch that fails is tried again for
 * ever, so a record reaches the function at least once, and in its partition's order.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk-configure.html">how Lambda
 *     reads from MSK</a>
 */
public final class KafkaEventSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSource.class);

  private static final Duration IDLE_POLL = Duration.ofSeconds(1);

  /** While the function runs: how late its end may be noticed. */
  private static final Duration BUSY_POLL = Duration.ofMillis(20);

  private static final Duration AFTER_FAILED_POLL = Duration.ofSeconds(1);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

  /** How long a stop waits for the function, and then for the broker. */
  private static final Duration INVOCATION_GRACE = Duration.ofSeconds(3);

  private static final Duration CONSUMER_GRACE = Duration.ofSeconds(2);
  private static final Duration THREAD_GRACE = Duration.ofSeconds(10);

  private final KafkaEventSourceMapping mapping;
  private final FunctionInvoker invoker;
  private final RetryDelays delays;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PendingRecords pending;
  private final Map<TopicPartition, OffsetAndMetadata> processed = new HashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread poller;

  /** Starts polling. */
  public KafkaEventSource(
      KafkaEventSourceMapping mapping, FunctionInvoker invoker, RetryDelays delays) {
    this.mapping = mapping;
    this.invoker = invoker;
    this.delays = delays;
    this.consumer = consumer(mapping);
    this.pending = new PendingRecords(mapping, LambdaService.REQUEST_BYTES);
    this.poller =
        Thread.ofPlatform().daemon().name("event-source-" + mapping.logicalId()).start(this::run);
  }

  /** Completes when it has its partitions: from then on no record is missed. */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /**
   * Stops polling. The batch that the function has now is committed when it succeeds within 3 s,
   * else it comes again after the next start.
   */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      if (!poller.join(THREAD_GRACE)) {
        LOG.error("{}: the poller does not end", mapping.logicalId());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaEventSourceMapping mapping) {
    StartingPosition position = mapping.startingPosition();
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            mapping.bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "lambda-" + mapping.logicalId(),
            ConsumerConfig.GROUP_ID_CONFIG,
            mapping.consumerGroup(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            position == StartingPosition.TRIM_HORIZON ? "earliest" : "latest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            mapping.batchSize(),
            // One invocation's worth in memory, rather than 50 MB.
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            LambdaService.REQUEST_BYTES,
            // The shortest that a broker takes: a poller that was killed is soon replaced.
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void run() {
    try {
      consumer.subscribe(mapping.topics(), new Rebalance());
      while (!isClosing()) {
        pollAndDeliver();
      }
    } catch (RuntimeException e) {
      ready.completeExceptionally(e);
      LOG.error("{}: no more records are delivered", mapping.logicalId(), e);
    } finally {
      ready.completeExceptionally(new IllegalStateException("closed before it was ready"));
      consumer.close(CloseOptions.timeout(CONSUMER_GRACE));
    }
  }

  private void pollAndDeliver() {
    try {
      gather();
      if (!isClosing() && !pending.isEmpty()) {
        deliver(pending.take());
      }
    } catch (WakeupException e) {
      LOG.debug("{}: woken to stop", mapping.logicalId());
    }
  }

  private void gather() {
    consumer.resume(consumer.paused());
    BooleanSupplier windowIsOver = after(mapping.batchingWindow());
    boolean gathering = !pending.isEmpty();
    while (!isClosing() && !pending.isFull() && !(gathering && windowIsOver.getAsBoolean())) {
      commitProcessed();
      poll(gathering ? BUSY_POLL : IDLE_POLL);
      if (!gathering && !pending.isEmpty()) {
        gathering = true;
        windowIsOver = after(mapping.batchingWindow());
      }
    }
  }

  private void deliver(KafkaBatch batch) {
    consumer.pause(consumer.assignment());
    boolean succeeded = batch.size() == 0;
    int failures = 0;
    while (!succeeded && !isClosing()) {
      CompletableFuture<InvokeResult> invocation = invoke(batch);
      pollUntil(invocation::isDone);
      succeeded = succeeded(batch, invocation);
      if (!succeeded && !isClosing()) {
        failures++;
        LOG.warn(
            "{}: {} are tried again in {}", mapping.logicalId(), batch, delays.after(failures));
        pollUntil(after(delays.after(failures)));
      }
    }
    if (succeeded) {
      // A rebalance during the invocation has read them again.
      pending.dropBefore(batch.offsets());
      processed.putAll(batch.offsets());
      processed.keySet().retainAll(consumer.assignment());
      commitProcessed();
    }
  }

  private CompletableFuture<InvokeResult> invoke(KafkaBatch batch) {
    try {
      return invoker.invoke(mapping.functionName(), batch.event(mapping));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean succeeded(KafkaBatch batch, CompletableFuture<InvokeResult> invocation) {
    try {
      InvokeResult result = invocation.get(INVOCATION_GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return switch (result) {
        case InvokeResult.Success ignored -> true;
        case InvokeResult.FunctionError error ->
            failed(batch, new String(error.payload(), StandardCharsets.UTF_8));
        case InvokeResult.Refused refused -> failed(batch, refused.message());
      };
    } catch (ExecutionException e) {
      return failed(batch, e.getCause().toString());
    } catch (TimeoutException e) {
      return failed(batch, "still running, and no longer waited for");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(batch, "interrupted");
    }
  }

  private boolean failed(KafkaBatch batch, String reason) {
    LOG.warn("{}: {} failed on {}: {}", mapping.logicalId(), mapping.functionName(), batch, reason);
    return false;
  }

  /** Keeps the consumer in its group meanwhile: one that doesn't poll is taken for dead. */
  private void pollUntil(BooleanSupplier done) {
    consumer.pause(consumer.assignment());
    try {
      while (!isClosing() && !done.getAsBoolean()) {
        poll(BUSY_POLL);
      }
    } catch (WakeupException e) {
      LOG.debug("{}: woken to stop", mapping.logicalId());
    }
  }

  /** A poll that fails must not take a batch under way with it, so it only costs time. */
  private void poll(Duration patience) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
        pending.add(PendingRecord.of(record));
      }
      if (!ready.isDone() && !consumer.assignment().isEmpty()) {
        consumer.assignment().forEach(consumer::position);
        ready.complete(null);
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("{}: a poll failed: {}", mapping.logicalId(), e.toString());
      awaitClosing(AFTER_FAILED_POLL);
    }
  }

  /** What can't be committed now is tried again later, alone or with what is processed by then. */
  private void commitProcessed() {
    if (processed.isEmpty()) {
      return;
    }
    try {
      commit();
      processed.clear();
    } catch (KafkaException e) {
      LOG.warn(
          "{}: {} can't be committed now: {}",
          mapping.logicalId(),
          processed.keySet(),
          e.toString());
    }
  }

  private void commit() {
    try {
      consumer.commitSync(processed, COMMIT_TIMEOUT);
    } catch (WakeupException e) {
      consumer.commitSync(processed, COMMIT_TIMEOUT); // to stop; this is the last of it
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void awaitClosing(Duration atMost) {
    try {
      if (closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{}: stopped while waiting", mapping.logicalId());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static BooleanSupplier after(Duration delay) {
    long deadline = System.nanoTime() + delay.toNanos();
    return () -> System.nanoTime() - deadline >= 0;
  }

  /** Forgets what another consumer of the group, or this one anew, reads from the last commit. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      pending.drop(partitions);
      processed.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("{}: reads {}", mapping.logicalId(), partitions);
    }
  }
}
