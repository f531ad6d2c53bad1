package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's visitors, whose true counts are known, are counted so by the platform. */
@ExtendWith(PlatformExtension.class)
class DemoScenarioTest {
  private static final String ALL = "100000";

  private final Platform platform;

  DemoScenarioTest(Platform platform) {
    this.platform = platform;
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(42, Campaign.isLong() ? 51 : 42);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theDemosTrueCountsAreWhatThePlatformCounts(long seed) {
    Client customer = platform.newCustomer("demo-truth-" + seed);
    Path file = platform.acme().home().resolveSibling("truth-" + seed + ".json");
    platform
        .acme()
        .run(
            "demo",
            "--seed",
            "42",
            "--visitors",
            "200",
            "--history",
            "2d",
            "--truth",
            file.toString(),
            "--key",
            customer.key())
        .succeeded();
    JsonNode truth = JsonMapper.shared().readTree(file.toFile());

    customer.awaitCount(truth.get("events").asLong());

    assertThat(customer.countsBy("measures", "count", "dimensions", "path", "limit", ALL))
        .containsAllEntriesOf(counts(truth.get("per_path")));
    assertThat(customer.countsBy("measures", "count", "dimensions", "event", "limit", ALL))
        .containsExactlyInAnyOrderEntriesOf(counts(truth.get("per_event")));
    assertThat(customer.countsBy("measures", "count", "granularity", "1m", "limit", ALL))
        .containsExactlyInAnyOrderEntriesOf(counts(truth.get("per_minute")));
    assertThat(customer.query("measures", "unique_users").get("rows").get(0).get(0).asLong())
        .isEqualTo(truth.get("unique_users").asLong());
    assertThat(
            customer
                .query("measures", "sum:revenue", "filter", "event:eq:purchase")
                .get("rows")
                .get(0)
                .get(0)
                .asDouble())
        .isCloseTo(truth.get("revenue").asDouble(), Offset.offset(0.005));
    new HotStore(platform).awaitTruth("demo-truth-" + seed);
  }

  private static Map<String, Long> counts(JsonNode object) {
    Map<String, Long> counts = new TreeMap<>();
    object.properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
    return counts;
  }
}
