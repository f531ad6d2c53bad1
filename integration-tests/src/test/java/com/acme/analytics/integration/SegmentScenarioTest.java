package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Segment's own libraries, pointed at either door: each message counts once, also sent twice. */
@ExtendWith(PlatformExtension.class)
class SegmentScenarioTest {
  private static final int TRACKS = 150;
  private static final Map<String, Long> SENT =
      Map.of(
          "bought", (long) TRACKS,
          "identify", 1L,
          "page_view", 1L,
          "screen_view", 1L,
          "group", 1L,
          "alias", 1L);

  private final Platform platform;

  SegmentScenarioTest(Platform platform) {
    this.platform = platform;
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "gateway"})
  void whatTheLibraryForNodeSendsCountsOnce(String door) throws IOException {
    Client customer = platform.newCustomer("segment-node-" + door);

    new SegmentNodeClient(address(door), customer.key()).send(TRACKS);

    awaitSent(customer);
    JsonNode rows =
        customer
            .query(
                "measures",
                "count,unique_users,sum:price",
                "dimensions",
                "country,browser,bot,utm_source")
            .get("rows");
    assertThat(rows).as(rows.toString()).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get(0).asString()).isEqualTo("US");
    assertThat(row.get(1).asString()).startsWith("Firefox");
    assertThat(row.get(2).asString()).isEqualTo("false");
    assertThat(row.get(3).asString()).isEqualTo("mail");
    assertThat(row.get(4).asLong()).isEqualTo(TRACKS + 5);
    assertThat(row.get(5).asLong()).isEqualTo(8);
    assertThat(row.get(6).asLong()).isEqualTo(sumOfPrices());
    assertDetails(customer, "category", "docs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "gateway"})
  void whatTheLibraryForJavaSendsCountsOnce(String door) {
    Client customer = platform.newCustomer("segment-java-" + door);

    new SegmentJavaClient(address(door), customer.key()).send(TRACKS);

    awaitSent(customer);
    JsonNode row = customer.query("measures", "unique_users,sum:price").get("rows").get(0);
    assertThat(row.get(0).asLong()).isEqualTo(8);
    assertThat(row.get(1).asLong()).isEqualTo(sumOfPrices());
    assertDetails(customer, "path", "/home");
  }

  private String address(String door) {
    return door.equals("api") ? platform.api() : platform.gateway();
  }

  /** Waits for the counts, and that a repeat doesn't change them any more. */
  private static void awaitSent(Client customer) {
    await("each message once")
        .atMost(Duration.ofMinutes(2))
        .during(Duration.ofSeconds(3))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(customer.countsBy("measures", "count", "dimensions", "event"))
                    .isEqualTo(SENT));
  }

  /** What is beside properties in a message is with them in the event. */
  private static void assertDetails(Client customer, String ofThePage, String value) {
    assertThat(values(customer, "page_view", "name," + ofThePage))
        .contains("\"home\"", '"' + value + '"');
    assertThat(values(customer, "screen_view", "name")).contains("\"start\"");
    assertThat(values(customer, "identify", "plan,user_id")).contains("\"pro\"", "\"jane\"");
    assertThat(values(customer, "group", "group_id,seats")).contains("\"g1\"", "5");
    assertThat(values(customer, "alias", "previous_id")).contains("\"a1\"");
  }

  private static String values(Client customer, String event, String dimensions) {
    return customer
        .query("dimensions", dimensions, "filter", "event:eq:" + event)
        .get("rows")
        .toString();
  }

  private static long sumOfPrices() {
    return TRACKS * (TRACKS - 1) / 2;
  }
}
