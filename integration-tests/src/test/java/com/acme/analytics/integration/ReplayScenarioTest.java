package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.AccessLog;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.CommandResult;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log replayed through the API is, on the other side, what a plain count over the file says. */
@ExtendWith(PlatformExtension.class)
class ReplayScenarioTest {
  private static final String ALL = "100000";

  private final Platform platform;
  private final AccessLog log;
  private final Instant ending = Instant.now().truncatedTo(ChronoUnit.HOURS);

  ReplayScenarioTest(Platform platform) {
    this.platform = platform;
    this.log = AccessLog.sharedOrDemo(platform);
  }

  @Test
  void aReplayedLogEqualsAPlainCountPerMinuteAndPerPathAndChangesNothingWhenReplayedAgain() {
    Client customer = platform.newCustomer("replay-counts");

    CommandResult first = replay(customer);
    customer.awaitCount(log.requests().size());
    assertEqualsPlainCount(customer);
    assertThat(first.out() + first.err()).contains("accepted: " + log.requests().size());

    replay(customer);
    customer.post(marker("after-second-replay"));
    // The marker was sent last and one partition may lag: wait for it, then for nothing more.
    customer.awaitCount(log.requests().size() + 1L);
    assertThat(
            customer.countsBy(
                "measures",
                "count",
                "dimensions",
                "path",
                "limit",
                ALL,
                "filter",
                "event:eq:page_view"))
        .containsExactlyInAnyOrderEntriesOf(log.perPath());
    new HotStore(platform).awaitTruth("replay-counts");
  }

  @Test
  void otherCustomersLiveBeforeAndDuringAReplayChangeNothing() throws IOException {
    Client neighbour = platform.newCustomer("replay-neighbour");
    Client customer = platform.newCustomer("replay-beside");
    neighbour.post(marker("before"));
    neighbour.awaitCount(1);

    Process replay = platform.acme().start(replayArguments(customer));
    long sent = 1;
    while (replay.isAlive()) {
      assertThat(neighbour.post(marker("during")).statusCode()).isEqualTo(202);
      sent++;
    }
    AcmeCommand.finish(replay).succeeded();

    customer.awaitCount(log.requests().size());
    neighbour.awaitCount(sent);
    assertEqualsPlainCount(customer);
    HotStore hotStore = new HotStore(platform);
    hotStore.awaitTruth("replay-beside");
    hotStore.awaitTruth("replay-neighbour");
  }

  @Test
  void theQueryCommandSaysTheSameAsTheApi() {
    Client customer = platform.newCustomer("replay-command");
    replay(customer);
    customer.awaitCount(log.requests().size());

    JsonNode answer =
        JsonMapper.builder()
            .build()
            .readTree(
                platform
                    .acme()
                    .run(
                        "query",
                        "--key",
                        customer.key(),
                        "--measure",
                        "count",
                        "--by",
                        "path",
                        "--limit",
                        ALL,
                        "--json")
                    .succeeded()
                    .out());

    assertThat(answer.get("rows")).hasSize(log.perPath().size());
    for (JsonNode row : answer.get("rows")) {
      assertThat(row.get(1).asLong()).isEqualTo(log.perPath().get(row.get(0).asString()));
    }
    assertThat(answer.get("meta").get("exact").asBoolean()).isTrue();
    String table =
        platform
            .acme()
            .run("query", "--key", customer.key(), "--measure", "count")
            .succeeded()
            .out();
    assertThat(table.replace(",", "")).contains(Integer.toString(log.requests().size()));
  }

  private void assertEqualsPlainCount(Client customer) {
    assertThat(customer.countsBy("measures", "count", "dimensions", "path", "limit", ALL))
        .containsExactlyInAnyOrderEntriesOf(log.perPath());
    assertThat(customer.countsBy("measures", "count", "granularity", "1m", "limit", ALL))
        .containsExactlyInAnyOrderEntriesOf(log.perMinute(ending));
  }

  private CommandResult replay(Client customer) {
    return platform.acme().run(replayArguments(customer)).succeeded();
  }

  private String[] replayArguments(Client customer) {
    return new String[] {
      "replay", log.file().toString(), "--key", customer.key(), "--ending", ending.toString()
    };
  }

  private static String marker(String name) {
    return """
        {"events":[{"event_id":"%s","event":"%s","user_id":"marker"}]}"""
        .formatted(UUID.randomUUID(), name);
  }
}
