package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.AccessLog;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any process killed in the middle of a replay: every acknowledged event is there exactly once. */
@ExtendWith(PlatformExtension.class)
class FaultScenarioTest {
  private final Platform platform;
  private final AccessLog log;

  FaultScenarioTest(Platform platform) {
    this.platform = platform;
    this.log = AccessLog.sharedOrDemo(platform);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clickhouse", "kafka", "flink-taskmanager", "flink-jobmanager", "lambda-ingest"})
  void everyAcknowledgedEventIsThereExactlyOnceAfterAKillOf(String process) throws IOException {
    Client customer = platform.newCustomer("kill-" + process);
    Process replay =
        platform
            .acme()
            .start(
                "replay",
                log.file().toString(),
                "--key",
                customer.key(),
                "--batch",
                "20",
                "--parallel",
                "1");
    await("the first events are stored, not the last")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> customer.count() > 0);
    assertThat(replay.isAlive()).as("the replay is in its middle").isTrue();

    platform.kill(process);

    AcmeCommand.finish(replay).succeeded();
    platform.awaitHealthy();
    customer.awaitCount(log.requests().size());
    assertThat(customer.countsBy("measures", "count", "dimensions", "path", "limit", "100000"))
        .containsExactlyInAnyOrderEntriesOf(log.perPath());
  }
}
