package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One engine's process: started, restarted when it dies, stopped. */
final class SupervisedProcess {
  private static final long MAX_LOG_BYTES = 8L << 20;
  private static final long READINESS_POLL_MS = 100;
  private static final long KILL_TIMEOUT_SECONDS = 10;
  private static final long LAST_WORDS_TIMEOUT_MS = 2_000;

  /** A check costs a connection or more; between two, a process that lives is taken at its word. */
  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final Engine engine;
  private final Workspace workspace;
  private final RestartPolicy policy;
  private final Consumer<SupervisionEvent> events;
  private final BoundedLog log;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Process process;
  private volatile Thread logger;
  private volatile boolean starting;
  private volatile boolean answered;
  private volatile long checkedAt;

  SupervisedProcess(
      Engine engine, Workspace workspace, RestartPolicy policy, Consumer<SupervisionEvent> events) {
    this.engine = engine;
    this.workspace = workspace;
    this.policy = policy;
    this.events = events;
    log = new BoundedLog(workspace.log(engine.name()), MAX_LOG_BYTES);
  }

  Engine engine() {
    return engine;
  }

  /** Starts the process, waits until it answers, and from then on restarts it when it dies. */
  void start() throws InterruptedException {
    events.accept(new SupervisionEvent.Starting(engine.name()));
    Process started = startOnce();
    Thread.ofVirtual().name("supervise-" + engine.name()).start(() -> keepRunning(started));
  }

  private Process startOnce() throws InterruptedException {
    long begin = System.nanoTime();
    starting = true;
    Process started = launch();
    awaitReady(started);
    answered = true;
    checkedAt = System.nanoTime();
    starting = false;
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    events.accept(new SupervisionEvent.Ready(engine.name(), started.pid(), took));
    return started;
  }

  private Process launch() {
    try {
      EngineCommand command = engine.prepare(workspace);
      ProcessBuilder builder =
          new ProcessBuilder(command.arguments())
              .directory(command.directory().toFile())
              .redirectErrorStream(true);
      if (!command.inheritsEnvironment()) {
        builder.environment().clear();
      }
      builder.environment().putAll(command.environment());
      return launch(builder);
    } catch (IOException e) {
      throw new EngineStartException(engine.name() + ": " + e.getMessage(), e);
    }
  }

  private synchronized Process launch(ProcessBuilder builder) throws IOException {
    if (isStopRequested()) {
      throw stopped();
    }
    Process started = builder.start();
    process = started;
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    logger =
        Thread.ofPlatform().daemon().name("log-" + engine.name()).start(() -> copyOutput(started));
    return started;
  }

  private void copyOutput(Process started) {
    try {
      log.copy(started.getInputStream());
    } catch (IOException e) {
      System.getLogger(SupervisedProcess.class.getName())
          .log(System.Logger.Level.WARNING, engine.name() + ": its output is lost from here", e);
      started.destroy();
    }
  }

  private void awaitReady(Process started) throws InterruptedException {
    long deadline = System.nanoTime() + engine.startTimeout().toNanos();
    while (true) {
      try {
        engine.check();
        if (started.isAlive()) {
          return;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (System.nanoTime() > deadline) {
          throw new EngineStartException(
              "%s: not ready within %s%n%s".formatted(engine.name(), engine.startTimeout(), tail()),
              e);
        }
      }
      if (!started.isAlive() && !isStopRequested()) {
        // Its last words may still be on their way.
        logger.join(LAST_WORDS_TIMEOUT_MS);
        throw new EngineStartException(
            "%s: ended with exit code %d before it was ready%n%s"
                .formatted(engine.name(), started.exitValue(), tail()));
      }
      if (stopRequested.await(READINESS_POLL_MS, TimeUnit.MILLISECONDS)) {
        throw stopped();
      }
    }
  }

  private void keepRunning(Process first) {
    try {
      Process running = first;
      long startedAt = System.nanoTime();
      int inARow = 0;
      while (true) {
        int exitCode = running.waitFor();
        if (isStopRequested()) {
          return;
        }
        Duration uptime = Duration.ofNanos(System.nanoTime() - startedAt);
        inARow = uptime.compareTo(policy.stableAfter()) < 0 ? inARow + 1 : 1;
        if (inARow > policy.maxInARow()) {
          events.accept(new SupervisionEvent.GivenUp(engine.name(), restarts.get()));
          return;
        }
        Duration delay = policy.delayBefore(inARow);
        events.accept(new SupervisionEvent.Died(engine.name(), exitCode, delay));
        if (stopRequested.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        restarts.incrementAndGet();
        running = restart(running);
        startedAt = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The new process; or, when that failed, one that has ended. */
  private Process restart(Process dead) throws InterruptedException {
    try {
      return startOnce();
    } catch (EngineStartException e) {
      if (!isStopRequested()) {
        events.accept(new SupervisionEvent.RestartFailed(engine.name(), e.getMessage()));
        Process failed = process;
        failed.destroyForcibly();
        return failed;
      }
      return dead;
    }
  }

  /** From now on, the process may end. */
  void requestStop() {
    stopRequested.countDown();
  }

  /** Asks the process to end, and kills it when that takes too long. */
  void stop() throws InterruptedException {
    requestStop();
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running == null || !running.isAlive()) {
      return;
    }
    askToEnd(running);
    boolean orderly = running.waitFor(engine.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
    if (!orderly) {
      running.destroyForcibly().waitFor(KILL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    events.accept(new SupervisionEvent.Stopped(engine.name(), !orderly));
  }

  private void askToEnd(Process running) {
    if (engine.endsBySignal()) {
      // Through its handle: Process.destroy() would close the input as well.
      running.toHandle().destroy();
      return;
    }
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      // The process has just ended by itself.
      running.destroyForcibly();
    }
  }

  ProcessStatus status() {
    Process current = process;
    boolean alive = current != null && current.isAlive();
    return new ProcessStatus(
        engine.name(),
        alive ? current.pid() : 0,
        engine.ports().stream().findFirst().map(EnginePort::number).orElse(0),
        alive && !starting && answers(),
        alive ? ResidentMemory.of(current.pid()) : 0,
        restarts.get());
  }

  /** One that did not answer is asked again each time. */
  private boolean answers() {
    if (!answered || System.nanoTime() - checkedAt >= CHECK_INTERVAL_NANOS) {
      answered = answersNow();
      checkedAt = System.nanoTime();
    }
    return answered;
  }

  private boolean answersNow() {
    try {
      engine.check();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      // Why it doesn't answer is in its log; whether is all a status says.
      return false;
    }
  }

  private boolean isStopRequested() {
    return stopRequested.getCount() == 0;
  }

  private EngineStartException stopped() {
    return new EngineStartException(engine.name() + ": stopped before it was ready");
  }

  private String tail() {
    try {
      return "last lines of %s:%n%s".formatted(workspace.log(engine.name()), log.tail());
    } catch (IOException e) {
      return "its log can't be read: " + e.getMessage();
    }
  }
}
