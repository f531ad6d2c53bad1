package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda on one machine: each execution environment is a JVM that AWS's own runtime client runs in,
 * started on first use and kept for the next request.
 */
public final class LambdaService implements AutoCloseable {
  /** What an invocation's answer may have: Lambda's 6 MB and, as observed of it, 100 bytes. */
  static final int RESPONSE_BYTES = 6 * 1024 * 1024 + 100;

  /** What a synchronous invocation's request may have. */
  public static final int REQUEST_BYTES = 6 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(LambdaService.class);
  private static final long REAP_SECONDS = 30;
  private static final long STOP_SECONDS = 20;

  private final LambdaConfiguration configuration;
  private final FunctionProcess processes;
  private final RuntimeApi runtimeApi;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, FunctionPool> pools = new LinkedHashMap<>();

  /**
   * Opens the service; no function is started yet.
   *
   * @throws IOException where the runtime client can't be laid out
   */
  public LambdaService(LambdaConfiguration configuration, List<LambdaFunction> functions)
      throws IOException {
    Clock clock = Clock.systemUTC();
    this.configuration = configuration;
    this.processes = new FunctionProcess(configuration);
    this.runtimeApi = new RuntimeApi(clock);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("lambda-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    for (LambdaFunction function : functions) {
      pools.put(
          function.name(),
          new FunctionPool(function, this::start, configuration.maxEnvironments(), clock));
    }
    var unused =
        timer.scheduleWithFixedDelay(
            () -> pools.keySet().forEach(name -> reap(name, configuration.idleAfter())),
            REAP_SECONDS,
            REAP_SECONDS,
            TimeUnit.SECONDS);
  }

  /**
   * Invokes a function and waits for its answer, as invocation type {@code RequestResponse} does.
   *
   * @throws IllegalArgumentException where there is no such function
   */
  public InvokeResult invoke(String functionName, byte[] payload) {
    return invokeAsync(functionName, payload).join();
  }

  /** The same without waiting; the future never fails but for a closed service. */
  public CompletableFuture<InvokeResult> invokeAsync(String functionName, byte[] payload) {
    FunctionPool pool = pools.get(functionName);
    if (pool == null) {
      throw new IllegalArgumentException(
          "function: %s (expected: one of %s)".formatted(functionName, pools.keySet()));
    }
    if (payload.length > REQUEST_BYTES) {
      return CompletableFuture.completedFuture(
          new InvokeResult.Refused(
              413,
              "RequestTooLargeException",
              "Request must be smaller than %d bytes for the InvokeFunction operation"
                  .formatted(REQUEST_BYTES)));
    }
    return pool.invoke(payload);
  }

  /** Ends the environments that serve nothing now; the next request starts a new one. */
  public void endIdle() {
    pools.values().forEach(pool -> pool.reap(Duration.ZERO));
  }

  /** The environments that are alive now. */
  public List<EnvironmentStatus> status() {
    return pools.values().stream().flatMap(pool -> pool.status().stream()).toList();
  }

  /** Kills every environment and waits for their end, 20 s at most. */
  @Override
  public void close() {
    CompletableFuture<?>[] ended =
        pools.values().stream().map(FunctionPool::close).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ended).completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
    timer.shutdownNow();
    runtimeApi.close();
  }

  void reap(String functionName, Duration idleAfter) {
    pools.get(functionName).reap(idleAfter);
  }

  private ExecutionEnvironment start(LambdaFunction function) throws IOException {
    String id = UUID.randomUUID().toString();
    Process process = processes.start(function, runtimeApi.address(id));
    ExecutionEnvironment environment = new ExecutionEnvironment(function, process, timer);
    runtimeApi.add(id, environment);
    var unusedRemoval = process.onExit().thenRun(() -> runtimeApi.remove(id));
    var expiry =
        timer.schedule(
            () ->
                environment.initializationFailed(
                    FunctionErrors.initialization(
                        "Sandbox.Timedout",
                        "Initialization took longer than "
                            + configuration.initializationTimeout().toSeconds()
                            + " seconds")),
            configuration.initializationTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
    var unused = environment.initialized().thenRun(() -> expiry.cancel(false));
    LOG.info("{}: execution environment {} started", function.name(), process.pid());
    return environment;
  }
}
