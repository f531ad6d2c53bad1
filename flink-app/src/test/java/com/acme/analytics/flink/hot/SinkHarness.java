package com.acme.analytics.flink.hot;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A sink in Flink's own operator; its clock stands until it is moved. */
final class SinkHarness<T> implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<T, CommittableMessage<Integer>> operator;

  SinkHarness(Sink<T> sink) throws Exception {
    this(sink, null);
  }

  SinkHarness(Sink<T> sink, OperatorSubtaskState restored) throws Exception {
    operator =
        new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<T, Integer>(sink));
    operator.setup();
    if (restored != null) {
      operator.initializeState(restored);
    }
    operator.open();
  }

  void write(T row) throws Exception {
    operator.processElement(row, 0);
  }

  void time(long millis) throws Exception {
    operator.setProcessingTime(millis);
  }

  /** As when a checkpoint's barrier comes. */
  OperatorSubtaskState checkpoint(long id) throws Exception {
    operator.prepareSnapshotPreBarrier(id);
    return operator.snapshot(id, id);
  }

  void endInput() throws Exception {
    operator.endInput();
  }

  /** Lets the task's thread do what it was asked to until the condition holds. */
  void runUntil(Callable<Boolean> condition) {
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
