package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.CommandResult;
import com.acme.analytics.integration.platform.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A platform of its own goes up, down and up again. */
class LifecycleScenarioTest {
  private static final int PORT_BASE = 22_200;

  private final Path home =
      AcmeCommand.checkout().resolve("integration-tests/target/acme-lifecycle");

  @Test
  void dataSurvivesDownAndUpAndDownLeavesNoProcess() {
    List<Long> pids;
    try (Platform platform = Platform.start(home, PORT_BASE)) {
      Client customer = new Client(platform.api(), platform.developmentKey());
      customer.post("{\"events\":[{\"event\":\"before\"}]}");
      customer.awaitCount(1);
      assertStatusDescribesEveryProcess(platform.status());

      pids = pids(platform.status());
      String key = platform.developmentKey();
      CommandResult again = platform.up();
      assertThat(again.out()).contains(platform.api()).contains(key);
      assertThat(pids(platform.status())).containsAll(pids);

      platform.acme().run("down").succeeded();
      assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
      assertThat(platform.acme().run("status").exitCode()).isEqualTo(1);

      platform.up();
      assertThat(platform.developmentKey()).isEqualTo(key);
      customer.post("{\"events\":[{\"event\":\"after\"}]}");
      customer.awaitCount(2);
      pids = pids(platform.status());
    }
    assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
  }

  @Test
  void aTakenPortIsNamedTogetherWithWhoHasIt() throws IOException {
    AcmeCommand acme = new AcmeCommand(home.resolveSibling("acme-taken-port"), PORT_BASE + 50);
    acme.run("down", "--purge").succeeded();
    try (ServerSocket holder =
        new ServerSocket(PORT_BASE + 52, 1, InetAddress.getLoopbackAddress())) {
      CommandResult up = acme.run("up", "--tiers", "hot");

      assertThat(up.exitCode()).isNotZero();
      assertThat(up.err())
          .contains(Integer.toString(holder.getLocalPort()))
          .contains(Long.toString(ProcessHandle.current().pid()));
    } finally {
      acme.run("down", "--purge").succeeded();
    }
  }

  private static void assertStatusDescribesEveryProcess(JsonNode status) {
    String grpc = status.get("grpc").asString();
    assertThat(grpc).startsWith("127.0.0.1:");
    assertThat(status.get("gateway").asString()).isEqualTo("http://" + grpc);
    assertThat(status.get("processes").size()).isGreaterThanOrEqualTo(6);
    for (JsonNode process : status.get("processes")) {
      assertThat(process.get("healthy").asBoolean()).as(process.toString()).isTrue();
      assertThat(process.get("rss_bytes").asLong()).isPositive();
    }
  }

  private static List<Long> pids(JsonNode status) {
    return StreamSupport.stream(status.get("processes").spliterator(), false)
        .map(process -> process.get("pid").asLong())
        .toList();
  }
}
