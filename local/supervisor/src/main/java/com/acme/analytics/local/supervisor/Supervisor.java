package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Starts engines as child processes, restarts one that dies on the same ports and data, and stops
 * them. None outlives this process, however it ends.
 */
public final class Supervisor implements AutoCloseable {
  private final Workspace workspace;
  private final RestartPolicy policy;
  private final Consumer<SupervisionEvent> events;

  /** Of each call of start. */
  private final List<List<SupervisedProcess>> groups = new CopyOnWriteArrayList<>();

  /**
   * A supervisor of nothing yet.
   *
   * @param workspace where the engines and their files are
   * @param policy when to restart an engine
   * @param events told what happens, on any thread; must return soon
   */
  public Supervisor(Workspace workspace, RestartPolicy policy, Consumer<SupervisionEvent> events) {
    this.workspace = workspace;
    this.policy = policy;
    this.events = events;
  }

  /**
   * Starts these engines at the same time and returns when all of them answer. What needs another
   * engine is started by a later call. When one fails, those of this call are stopped.
   *
   * @throws PortTakenException when a port isn't free, before anything is started
   * @throws EngineStartException when an engine can't be started
   */
  public void start(List<Engine> engines) throws InterruptedException {
    for (Engine engine : engines) {
      requireFreePorts(engine);
    }
    List<SupervisedProcess> started =
        engines.stream()
            .map(engine -> new SupervisedProcess(engine, workspace, policy, events))
            .toList();
    groups.add(started);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      awaitAll(threads, started);
    } catch (EngineStartException | InterruptedException e) {
      groups.remove(started);
      throw e;
    }
  }

  private static void awaitAll(ExecutorService threads, List<SupervisedProcess> started)
      throws InterruptedException {
    CompletionService<Void> starts = new ExecutorCompletionService<>(threads);
    for (SupervisedProcess process : started) {
      starts.submit(
          () -> {
            process.start();
            return null;
          });
    }
    try {
      for (int i = 0; i < started.size(); i++) {
        starts.take().get();
      }
    } catch (ExecutionException e) {
      cancelAll(threads, started);
      if (e.getCause() instanceof EngineStartException failure) {
        throw failure;
      }
      throw new EngineStartException("an engine's start failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      cancelAll(threads, started);
      throw e;
    }
  }

  private static void requireFreePorts(Engine engine) {
    for (EnginePort port : engine.ports()) {
      if (!Loopback.isFree(port.number())) {
        throw new PortTakenException(engine.name(), port, holderOf(port));
      }
    }
  }

  private static Optional<PortHolder> holderOf(EnginePort port) {
    try {
      return PortHolder.of(port.number());
    } catch (IOException e) {
      throw new EngineStartException(
          "port %d: taken, and who has it can't be read".formatted(port.number()), e);
    }
  }

  /**
   * All processes as they are now, in the order of their start; takes seconds at most. Whether they
   * live is asked each time, whether they answer every 10 s or as long as they don't.
   */
  public List<ProcessStatus> processes() throws InterruptedException {
    List<Callable<ProcessStatus>> questions = new ArrayList<>();
    groups.forEach(group -> group.forEach(process -> questions.add(process::status)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(questions).stream().map(Future::resultNow).toList();
    }
  }

  /**
   * Stops all processes and returns when none is left: those of the last start first, and at the
   * same time, as they were started.
   */
  @Override
  public void close() {
    List<List<SupervisedProcess>> stopping = List.copyOf(groups).reversed();
    // First all: a terminal's interrupt reaches every process, and none is to be restarted then.
    stopping.forEach(group -> group.forEach(SupervisedProcess::requestStop));
    try {
      for (List<SupervisedProcess> group : stopping) {
        stopAll(group);
        groups.remove(group);
      }
    } catch (InterruptedException e) {
      // The processes left end with this one: their input does.
      Thread.currentThread().interrupt();
    }
  }

  private static void stopAll(List<SupervisedProcess> group) throws InterruptedException {
    List<Callable<Void>> stops = new ArrayList<>();
    for (SupervisedProcess process : group) {
      stops.add(
          () -> {
            process.stop();
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(stops);
    }
  }

  private static void cancelAll(ExecutorService threads, List<SupervisedProcess> started)
      throws InterruptedException {
    threads.shutdownNow();
    stopAll(started);
  }
}
