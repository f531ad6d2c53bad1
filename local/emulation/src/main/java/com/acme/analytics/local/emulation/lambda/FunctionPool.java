package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.supervisor.ResidentMemory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The execution environments of one function. A request takes one that is idle, else it waits for
 * whichever comes first: one that gets free, or the new one that is started for it.
 */
final class FunctionPool {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionPool.class);

  private final LambdaFunction function;
  private final EnvironmentStarter starter;
  private final int concurrency;
  private final int maxEnvironments;
  private final Clock clock;

  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Deque<Invocation> waiting = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> alive = new LinkedHashSet<>();
  private int environments; // alive, or about to be
  private int starting;
  private int inFlight;
  private boolean closed;

  private record Idle(ExecutionEnvironment environment, Instant since) {}

  /** Starts an environment, which the pool then waits for. */
  @FunctionalInterface
  interface EnvironmentStarter {
    ExecutionEnvironment start(LambdaFunction function) throws IOException;
  }

  FunctionPool(
      LambdaFunction function, EnvironmentStarter starter, int maxEnvironments, Clock clock) {
    this.function = function;
    this.starter = starter;
    this.concurrency =
        function.reservedConcurrency().orElse(LambdaConfiguration.ACCOUNT_CONCURRENCY);
    this.maxEnvironments = Math.max(1, Math.min(maxEnvironments, concurrency));
    this.clock = clock;
  }

  CompletableFuture<InvokeResult> invoke(byte[] payload) {
    Invocation invocation = Invocation.of(payload);
    Optional<ExecutionEnvironment> free;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(
            new IllegalStateException(function.name() + ": closed (expected: open)"));
      }
      if (inFlight >= concurrency) {
        // the words of TooManyRequestsException, reason ReservedFunctionConcurrentInvocation...
        return CompletableFuture.completedFuture(
            new InvokeResult.Refused(429, "TooManyRequestsException", "Rate Exceeded."));
      }
      inFlight++;
      free = takeIdle();
      if (free.isEmpty()) {
        waiting.add(invocation);
      }
    }
    free.ifPresentOrElse(environment -> serve(environment, invocation), this::startForWaiting);
    return invocation.result();
  }

  synchronized List<EnvironmentStatus> status() {
    List<ExecutionEnvironment> resting = idle.stream().map(Idle::environment).toList();
    return alive.stream()
        .map(
            environment ->
                new EnvironmentStatus(
                    function.name(),
                    environment.pid(),
                    ResidentMemory.of(environment.pid()),
                    !resting.contains(environment)))
        .toList();
  }

  /** Ends environments that have been idle for longer. */
  void reap(Duration idleAfter) {
    Instant limit = clock.instant().minus(idleAfter);
    List<ExecutionEnvironment> expired = new ArrayList<>();
    synchronized (this) {
      idle.removeIf(each -> each.since().isBefore(limit) && expired.add(each.environment()));
    }
    expired.forEach(ExecutionEnvironment::kill);
  }

  /** Kills every environment; what they serve gets an error. */
  CompletableFuture<Void> close() {
    List<ExecutionEnvironment> environments;
    List<Invocation> abandoned;
    synchronized (this) {
      closed = true;
      environments = List.copyOf(alive);
      abandoned = List.copyOf(waiting);
      waiting.clear();
    }
    environments.forEach(ExecutionEnvironment::kill);
    abandoned.forEach(
        invocation ->
            invocation
                .result()
                .complete(FunctionErrors.initialization("Sandbox.Closed", "Lambda is closed")));
    return CompletableFuture.allOf(
        environments.stream()
            .map(ExecutionEnvironment::ended)
            .toArray(CompletableFuture<?>[]::new));
  }

  private void serve(ExecutionEnvironment environment, Invocation invocation) {
    watch(invocation.result().whenComplete((result, failure) -> served(environment)));
    environment.serve(invocation);
  }

  private void served(ExecutionEnvironment environment) {
    synchronized (this) {
      inFlight--;
    }
    if (environment.isAlive()) {
      offer(environment);
    } else {
      startForWaiting();
    }
  }

  /** Gives an environment its next request, or lets it rest. */
  private void offer(ExecutionEnvironment environment) {
    Invocation next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null && alive.contains(environment)) {
        idle.addFirst(new Idle(environment, clock.instant()));
      }
    }
    if (next != null) {
      serve(environment, next);
    }
  }

  private Optional<ExecutionEnvironment> takeIdle() {
    while (!idle.isEmpty()) {
      ExecutionEnvironment environment = idle.removeFirst().environment();
      if (environment.isAlive()) {
        return Optional.of(environment);
      }
    }
    return Optional.empty();
  }

  /** Starting a process takes longer than the threads that get here have time for. */
  private void startForWaiting() {
    Thread.ofVirtual().name("lambda-start-" + function.name()).start(this::startAll);
  }

  private void startAll() {
    while (reserveStart()) {
      try {
        ExecutionEnvironment environment = starter.start(function);
        boolean late;
        synchronized (this) {
          alive.add(environment);
          late = closed;
        }
        watch(environment.initialized().thenAccept(error -> started(environment, error)));
        watch(environment.ended().thenRun(() -> gone(environment)));
        if (late) {
          environment.kill();
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("{}: can't be started", function.name(), e);
        synchronized (this) {
          environments--;
        }
        failed(
            FunctionErrors.initialization(
                "Runtime.InvalidEntrypoint", String.valueOf(e.getMessage())));
      }
    }
  }

  private synchronized boolean reserveStart() {
    boolean start = !closed && starting < waiting.size() && environments < maxEnvironments;
    if (start) {
      starting++;
      environments++;
    }
    return start;
  }

  private void started(
      ExecutionEnvironment environment, Optional<InvokeResult.FunctionError> error) {
    if (error.isPresent()) {
      environment.kill();
      failed(error.get());
    } else {
      synchronized (this) {
        starting--;
      }
      offer(environment);
    }
  }

  /** As in Lambda, the request that an environment was started for gets its error. */
  private void failed(InvokeResult.FunctionError error) {
    Invocation invocation;
    synchronized (this) {
      starting--;
      invocation = waiting.poll();
      if (invocation != null) {
        inFlight--;
      }
    }
    if (invocation != null) {
      invocation.result().complete(error);
    }
    startForWaiting();
  }

  private void gone(ExecutionEnvironment environment) {
    synchronized (this) {
      alive.remove(environment);
      environments--;
      idle.removeIf(each -> each.environment().equals(environment));
    }
    startForWaiting();
  }

  /** A fault in a callback would leave requests waiting, so it must at least be seen. */
  private void watch(CompletableFuture<?> callback) {
    var unused =
        callback.exceptionally(
            fault -> {
              LOG.error("{}: the pool of environments is at fault", function.name(), fault);
              return null;
            });
  }
}
