package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits for a killed engine to be back. */
final class Restarts {
  private Restarts() {}

  /** Waits until the engine serves after its first restart, on the same port. */
  static void awaitFirst(EngineFixture<?> fixture) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              ProcessStatus status = fixture.status();
              assertThat(status.restarts()).isEqualTo(1);
              assertThat(status.healthy()).isTrue();
              assertThat(status.port()).isEqualTo(fixture.engine().ports().getFirst().number());
            });
  }
}
