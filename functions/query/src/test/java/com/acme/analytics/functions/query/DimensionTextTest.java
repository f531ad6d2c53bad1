package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A property's value is one text in every tier, whichever makes it. */
class DimensionTextTest {
  private static final List<String> VALUES =
      List.of(
          "404",
          "404.0",
          "1.50",
          "-0.25",
          "-1e3",
          "1e300",
          "-1.5e-7",
          "18446744073709551615",
          "-9223372036854775808",
          "\"pro\"",
          "\"\"",
          "\"404.0\"",
          "true",
          "false",
          "null",
          "[1]");

  @Test
  void clickHouseMakesOfAValueTheTextThatIngestAndTheLakeMake() throws Exception {
    CustomerId customer = new CustomerId("texts");
    try (HotStore store = HotStore.start();
        ClickHouseTier tier = store.tier()) {
      store.execute(
          IntStream.range(0, VALUES.size())
              .mapToObj(
                  i ->
                      "('texts', generateUUIDv4(), 'e%d', now64(3), now64(3), '{\"v\": %s}')"
                          .formatted(i, VALUES.get(i)))
              .collect(
                  Collectors.joining(
                      ", ",
                      "INSERT INTO events"
                          + " (customer_id, event_id, event, timestamp, received_at, properties)"
                          + " VALUES ",
                      "")));

      Object answer =
          PlainJson.read(
              HotStore.get(
                      HotStore.endpoint(tier),
                      customer,
                      Map.of(
                          "dimensions", "event,v", "to", Instant.now().plusSeconds(60).toString()))
                  .body());

      for (int i = 0; i < VALUES.size(); i++) {
        String event = "e" + i;
        assertThat(PlainJson.list(answer, "rows"))
            .as(VALUES.get(i))
            .filteredOn(row -> ((List<?>) row).getFirst().equals(event))
            .singleElement()
            .extracting(row -> ((List<?>) row).get(1))
            .isEqualTo(JsonScalar.text(VALUES.get(i)));
      }
    }
  }
}
