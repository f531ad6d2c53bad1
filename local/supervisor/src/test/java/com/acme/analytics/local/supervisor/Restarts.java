package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a killed engine to be back. */
final class Restarts {
  private Restarts() {}

  /** Waits until the engine serves after its first restart, on the same port. */
  static void awaitFirst(EngineFixture<?> fixture) {
    awaitFirst(fixture::status, fixture.engine());
  }

  /** The same of a supervisor's only engine. */
  static void awaitFirst(Supervisor supervisor, Engine engine) {
    awaitFirst(() -> supervisor.processes().getFirst(), engine);
  }

  private static void awaitFirst(Callable<ProcessStatus> question, Engine engine) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              ProcessStatus status = question.call();
              assertThat(status.restarts()).isEqualTo(1);
              assertThat(status.healthy()).isTrue();
              assertThat(status.port()).isEqualTo(engine.ports().getFirst().number());
            });
  }
}
