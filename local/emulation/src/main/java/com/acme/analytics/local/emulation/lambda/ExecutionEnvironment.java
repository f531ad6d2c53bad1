package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One JVM of a function, seen through its Runtime API: it asks for an invocation, answers it, and
 * asks for the next. It serves one at a time.
 */
final class ExecutionEnvironment {
  private final LambdaFunction function;
  private final Process process;
  private final ScheduledExecutorService timer;
  private final CompletableFuture<Optional<InvokeResult.FunctionError>> initialized =
      new CompletableFuture<>();

  private Optional<CompletableFuture<Invocation>> poll = Optional.empty();
  private Optional<Invocation> queued = Optional.empty();
  private Optional<Running> running = Optional.empty();
  private String lastRequestId = "";

  private record Running(Invocation invocation, ScheduledFuture<?> timeout) {}

  ExecutionEnvironment(LambdaFunction function, Process process, ScheduledExecutorService timer) {
    this.function = function;
    this.process = process;
    this.timer = timer;
  }

  LambdaFunction function() {
    return function;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the function asks for work: empty, or with why it never will. */
  CompletableFuture<Optional<InvokeResult.FunctionError>> initialized() {
    return initialized;
  }

  /** Completes when the process has ended, after whatever it was serving was given its error. */
  CompletableFuture<Void> ended() {
    return process
        .onExit()
        .thenAccept(
            ended -> {
              initializationFailed(
                  FunctionErrors.initialization(
                      "Runtime.ExitError",
                      "Runtime exited during initialization: exit status " + ended.exitValue()));
              takeRunning()
                  .ifPresent(
                      invocation ->
                          invocation
                              .result()
                              .complete(
                                  FunctionErrors.exited(
                                      invocation.requestId(), ended.exitValue())));
            });
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Serves an invocation; its timeout runs from here. */
  void serve(Invocation invocation) {
    Optional<CompletableFuture<Invocation>> waiting;
    synchronized (this) {
      ScheduledFuture<?> timeout =
          timer.schedule(
              () -> timeOut(invocation.requestId()),
              function.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      running = Optional.of(new Running(invocation, timeout));
      waiting = poll;
      poll = Optional.empty();
      queued = waiting.isPresent() ? Optional.empty() : Optional.of(invocation);
    }
    waiting.ifPresent(future -> future.complete(invocation));
    if (!process.isAlive()) {
      finish(
          invocation.requestId(),
          FunctionErrors.exited(invocation.requestId(), process.exitValue()));
    }
  }

  /** {@code GET invocation/next}. */
  CompletableFuture<Invocation> next() {
    CompletableFuture<Invocation> asked = new CompletableFuture<>();
    synchronized (this) {
      if (queued.isPresent()) {
        asked.complete(queued.get());
        queued = Optional.empty();
      } else {
        poll = Optional.of(asked);
      }
    }
    initialized.complete(Optional.empty());
    return asked;
  }

  /** {@code POST init/error} and {@code POST restore/error}. */
  void initializationFailed(InvokeResult.FunctionError error) {
    initialized.complete(Optional.of(error));
  }

  /**
   * {@code POST invocation/<id>/response} and {@code .../error}.
   *
   * @return whether the id is that of the current invocation, or of the one before it
   */
  boolean finish(String requestId, InvokeResult result) {
    Optional<Invocation> finished = takeRunning(requestId);
    finished.ifPresent(invocation -> invocation.result().complete(result));
    synchronized (this) {
      return requestId.equals(lastRequestId);
    }
  }

  private void timeOut(String requestId) {
    takeRunning(requestId)
        .ifPresent(
            invocation -> {
              kill();
              invocation.result().complete(FunctionErrors.timedOut(requestId, function.timeout()));
            });
  }

  private synchronized Optional<Invocation> takeRunning(String requestId) {
    return running.filter(now -> now.invocation().requestId().equals(requestId)).isPresent()
        ? takeRunning()
        : Optional.empty();
  }

  private synchronized Optional<Invocation> takeRunning() {
    Optional<Running> taken = running;
    running = Optional.empty();
    queued = Optional.empty();
    taken.ifPresent(
        now -> {
          now.timeout().cancel(false);
          lastRequestId = now.invocation().requestId();
        });
    return taken.map(Running::invocation);
  }
}
