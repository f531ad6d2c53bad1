package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.acme.analytics.integration.platform.AccessLog;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any process killed in the middle of a replay: every acknowledged event is there exactly once. */
@ExtendWith(PlatformExtension.class)
class FaultScenarioTest {
  private static final List<String> PROCESSES =
      List.of("clickhouse", "kafka", "flink-taskmanager", "flink-jobmanager", "lambda-ingest");

  private final Platform platform;
  private final AccessLog log;

  FaultScenarioTest(Platform platform) {
    this.platform = platform;
    this.log = AccessLog.sharedOrDemo(platform);
  }

  static Stream<Arguments> kills() {
    return IntStream.range(0, Campaign.isLong() ? 5 : 1)
        .boxed()
        .flatMap(round -> PROCESSES.stream().map(process -> arguments(process, round)));
  }

  @ParameterizedTest
  @MethodSource("kills")
  void everyAcknowledgedEventIsThereExactlyOnceAfterAKillOf(String process, int round)
      throws IOException {
    Client customer = platform.newCustomer("kill-" + process + "-" + round);
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
