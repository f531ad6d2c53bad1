package com.acme.analytics.flink.batch;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * A sink in Flink's own operator; its clock stands until it is moved.
 *
 * @param <T> what it writes
 * @param <C> what it hands on to be committed; anything when it commits nothing
 */
public final class SinkHarness<T, C> implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<T, CommittableMessage<C>> operator;

  public SinkHarness(Sink<T> sink) throws Exception {
    this(sink, null);
  }

  public SinkHarness(Sink<T> sink, OperatorSubtaskState restored) throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<T, C>(sink));
    operator.setup();
    if (restored != null) {
      operator.initializeState(restored);
    }
    operator.open();
  }

  public void write(T row) throws Exception {
    operator.processElement(row, 0);
  }

  public void time(long millis) throws Exception {
    operator.setProcessingTime(millis);
  }

  /** As when a checkpoint's barrier comes. */
  public OperatorSubtaskState checkpoint(long id) throws Exception {
    operator.prepareSnapshotPreBarrier(id);
    return operator.snapshot(id, id);
  }

  public void endInput() throws Exception {
    operator.endInput();
  }

  /** All that was handed on to be committed. */
  public List<C> committables() {
    return operator.extractOutputValues().stream()
        .filter(CommittableWithLineage.class::isInstance)
        .map(message -> ((CommittableWithLineage<C>) message).getCommittable())
        .toList();
  }

  /** Lets the task's thread do what it was asked to until the condition holds. */
  public void runUntil(Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              run();
              return condition.call();
            });
  }

  private void run() throws Exception {
    Optional<Mail> mail = operator.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = operator.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
