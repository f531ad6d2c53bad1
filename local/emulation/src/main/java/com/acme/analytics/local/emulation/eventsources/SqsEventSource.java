package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Lambda's poller of an SQS event source mapping. It asks the queue for messages until there are as
 * many as a batch may have, the batching window is over or the payload is full, and invokes the
 * function with them; several batches may be under way. Messages that are done are deleted. What
 * fails stays hidden until the queue's visibility timeout has passed, then comes again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">how Lambda reads from
 *     SQS</a>
 */
public final class SqsEventSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqsEventSource.class);

  /** Lambda asks for up to 20 s; a message that arrives at a stop would then be lost for long. */
  private static final Duration LONG_POLL = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILED_POLL = Duration.ofSeconds(1);
  private static final Duration INVOCATION_GRACE = Duration.ofSeconds(3);
  private static final Duration THREAD_GRACE = Duration.ofSeconds(10);

  /** What one request to SQS may ask for. */
  private static final int MOST_AT_ONCE = 10;

  private static final int TOO_MANY_REQUESTS = 429;

  private final SqsEventSourceMapping mapping;
  private final FunctionInvoker invoker;
  private final RetryDelays delays;
  private final SqsClient sqs;
  private final Semaphore free;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread poller;

  /**
   * Starts polling.
   *
   * @param delays between tries when Lambda has no room for an invocation
   * @param sqs stays the caller's
   */
  public SqsEventSource(
      SqsEventSourceMapping mapping, FunctionInvoker invoker, RetryDelays delays, SqsClient sqs) {
    this.mapping = mapping;
    this.invoker = invoker;
    this.delays = delays;
    this.sqs = sqs;
    this.free = new Semaphore(mapping.concurrency());
    this.poller =
        Thread.ofPlatform().daemon().name("event-source-" + mapping.logicalId()).start(this::run);
  }

  /** Stops polling. What the function has now is deleted when it succeeds within 3 s. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!poller.join(THREAD_GRACE)) {
        LOG.error("{}: the poller does not end", mapping.logicalId());
      }
      if (!free.tryAcquire(
          mapping.concurrency(), INVOCATION_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{}: still running, and no longer waited for", mapping.logicalId());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isClosing()) {
        if (free.tryAcquire(LONG_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          SqsBatch batch = gather();
          if (batch.isEmpty()) {
            free.release();
          } else {
            Thread.ofVirtual().start(() -> deliver(batch));
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.error("{}: interrupted, no more messages are delivered", mapping.logicalId(), e);
    }
  }

  private SqsBatch gather() throws InterruptedException {
    SqsBatch batch = new SqsBatch(mapping);
    receive(batch);
    long deadline = System.nanoTime() + mapping.batchingWindow().toNanos();
    while (!batch.isEmpty()
        && batch.room() > 0
        && !isClosing()
        && System.nanoTime() - deadline < 0) {
      receive(batch);
    }
    return batch;
  }

  /** Without long polling inside a window, so that it ends in time. */
  private void receive(SqsBatch batch) throws InterruptedException {
    Duration patience = batch.isEmpty() ? LONG_POLL : Duration.ZERO;
    try {
      List<Message> messages =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(mapping.queue().url())
                          .maxNumberOfMessages(Math.min(MOST_AT_ONCE, batch.room()))
                          .waitTimeSeconds((int) patience.toSeconds())
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                          .messageAttributeNames("All"))
              .messages();
      messages.forEach(batch::add);
      if (messages.isEmpty() && !batch.isEmpty()) {
        awaitClosing(Duration.ofMillis(50));
      }
    } catch (SdkException e) {
      LOG.warn("{}: a poll failed: {}", mapping.logicalId(), e.toString());
      awaitClosing(AFTER_FAILED_POLL);
    }
  }

  private void deliver(SqsBatch batch) {
    try {
      delete(done(batch, invoke(batch)));
    } catch (ExecutionException e) {
      failed(batch, e.getCause().toString());
    } catch (SdkException e) {
      failed(batch, "can't be deleted: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(batch, "interrupted");
    } finally {
      free.release();
    }
  }

  /**
   * While Lambda has no room, the batch is tried again until its messages are visible to others.
   */
  private InvokeResult invoke(SqsBatch batch) throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + mapping.queue().visibilityTimeout().toNanos();
    int refusals = 0;
    while (true) {
      InvokeResult result = invoker.invoke(mapping.functionName(), batch.event()).get();
      boolean throttled =
          result instanceof InvokeResult.Refused refused && refused.status() == TOO_MANY_REQUESTS;
      if (!throttled) {
        return result;
      }
      refusals++;
      Duration delay = delays.after(refusals);
      if (System.nanoTime() + delay.toNanos() - deadline >= 0 || awaitClosing(delay)) {
        return result;
      }
    }
  }

  private List<Message> done(SqsBatch batch, InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success success -> {
        List<Message> messages = batch.messages();
        List<Message> done =
            mapping.reportsItemFailures()
                ? ItemFailures.done(success.payload(), messages)
                : messages;
        if (done.size() < messages.size()) {
          failed(batch, "%d of them not done".formatted(messages.size() - done.size()));
        }
        yield done;
      }
      case InvokeResult.FunctionError error -> {
        failed(batch, new String(error.payload(), StandardCharsets.UTF_8));
        yield List.of();
      }
      case InvokeResult.Refused refused -> {
        failed(batch, refused.message());
        yield List.of();
      }
    };
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
      List<Message> some = messages.subList(from, Math.min(from + MOST_AT_ONCE, messages.size()));
      List<BatchResultErrorEntry> failures =
          sqs.deleteMessageBatch(
                  delete ->
                      delete
                          .queueUrl(mapping.queue().url())
                          .entries(some.stream().map(SqsEventSource::deletion).toList()))
              .failed();
      if (!failures.isEmpty()) {
        LOG.warn("{}: can't be deleted: {}", mapping.logicalId(), failures);
      }
    }
  }

  private static DeleteMessageBatchRequestEntry deletion(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  private void failed(SqsBatch batch, String reason) {
    LOG.warn("{}: {} failed on {}: {}", mapping.logicalId(), mapping.functionName(), batch, reason);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private boolean awaitClosing(Duration atMost) throws InterruptedException {
    return closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
