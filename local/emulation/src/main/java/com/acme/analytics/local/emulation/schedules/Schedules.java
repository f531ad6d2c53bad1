package com.acme.analytics.local.emulation.schedules;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.LocalAccount;
import com.acme.analytics.local.emulation.model.ScheduledRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of an environment. A rate begins when the rule is made, which is here; so the first
 * invocation comes a period later. Invocations are asynchronous: one that fails is tried again
 * twice, and the next does not wait for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">rates</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-scheduled-events.html">the
 *     event</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">retries</a>
 */
public final class Schedules implements AutoCloseable {
  /** How long Lambda waits before it tries an asynchronous invocation again, each time. */
  public static final List<Duration> RETRY_DELAYS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final FunctionInvoker invoker;
  private final InstantSource clock;
  private final List<Duration> retryDelays;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());

  /** Starts them. */
  public Schedules(
      List<ScheduledRule> rules,
      FunctionInvoker invoker,
      InstantSource clock,
      List<Duration> retryDelays) {
    this.invoker = invoker;
    this.clock = clock;
    this.retryDelays = List.copyOf(retryDelays);
    for (ScheduledRule rule : rules) {
      long millis = rule.period().toMillis();
      var unused =
          timer.scheduleAtFixedRate(
              () -> invoke(rule, event(rule), 0), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Stops them; what is under way ends by itself. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void invoke(ScheduledRule rule, byte[] event, int failures) {
    try {
      var unused =
          invoker
              .invoke(rule.functionName(), event)
              .whenComplete(
                  (result, failure) -> {
                    if (!(result instanceof InvokeResult.Success)) {
                      failed(rule, event, failures, failure == null ? reason(result) : failure);
                    }
                  });
    } catch (RuntimeException e) {
      failed(rule, event, failures, e);
    }
  }

  private void failed(ScheduledRule rule, byte[] event, int failures, Object reason) {
    LOG.warn("{}: {} failed: {}", rule.logicalId(), rule.functionName(), reason);
    if (failures < retryDelays.size()) {
      try {
        var unused =
            timer.schedule(
                () -> invoke(rule, event, failures + 1),
                retryDelays.get(failures).toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("{}: stopped", rule.logicalId(), e);
      }
    }
  }

  private static String reason(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success ignored -> "";
      case InvokeResult.FunctionError error -> new String(error.payload(), StandardCharsets.UTF_8);
      case InvokeResult.Refused refused -> refused.message();
    };
  }

  private byte[] event(ScheduledRule rule) {
    return JsonMapper.shared()
        .writeValueAsBytes(
            Map.of(
                "version", "0",
                "id", UUID.randomUUID().toString(),
                "detail-type", "Scheduled Event",
                "source", "aws.events",
                "account", LocalAccount.ID,
                "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "region", rule.region(),
                "resources", List.of(rule.arn()),
                "detail", Map.of()));
  }
}
