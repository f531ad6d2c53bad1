package com.acme.analytics.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged job writes, Trino reads, erases and compacts. */
@ExtendWith(RunningPlatformExtension.class)
class LakeIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final RunningPlatform platform;
  private final LakeReader lake;

  LakeIT(RunningPlatform platform) {
    this.platform = platform;
    this.lake = platform.lakeReader();
  }

  @Test
  void aRowSaysWhatTheEventSaid() throws Exception {
    Event event = Events.event("said", "user1", new UUID(7, 1));
    event.setPagePath("/cart");
    event.setUserHash(42L);
    event.setWarnings(List.of("geo_unavailable", "schema_violation"));
    event.setDimensions(Map.of("plan", "pro \"x\""));
    event.setMeasures(Map.of("price", 9.5));
    event.setUserAgent("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

    platform.send(List.of(event));

    awaitExactly("said", 1);
    assertThat(
            lake.text(
                "SELECT concat_ws(' ', event_id, event, user_id, page_path,"
                    + " CAST(user_hash AS varchar), warnings, device, CAST(bot AS varchar),"
                    + " CAST(CAST(to_unixtime(\"timestamp\") * 1000 AS bigint)"
                    + " AS varchar), json_extract_scalar(dimensions, '$.plan'),"
                    + " json_extract_scalar(measures, '$.price'))"
                    + " FROM events WHERE customer_id = 'said'"))
        .isEqualTo(
            "%s page_view user1 /cart 42 geo_unavailable,schema_violation bot true %d pro \"x\" 9.5"
                .formatted(event.getEventId(), event.getTimestamp().toEpochMilli()));
  }

  @Test
  void lateEventsOfManyHoursAreThereToo() throws Exception {
    List<Event> events = events("late", 0, 400);
    for (int n = 0; n < events.size(); n++) {
      events.get(n).setTimestamp(events.get(n).getTimestamp().minus(Duration.ofHours(n % 100)));
    }

    platform.send(events);

    awaitExactly("late", 400);
  }

  @Test
  void onePersonIsErasedAndTheOthersStay() throws Exception {
    platform.send(events("erased", 0, 170));
    awaitExactly("erased", 170);

    lake.execute("DELETE FROM events WHERE customer_id = 'erased' AND user_id = 'user3'");
    platform.send(events("erased", 170, 173));

    awaitExactly("erased", 163);
    assertThat(lake.rowsOfUser("erased", "user3")).isZero();
    // The rows are gone from the files too once these are rewritten and the old ones removed.
    lake.execute("ALTER TABLE events EXECUTE optimize WHERE customer_id = 'erased'");
    assertThat(lake.rows("erased")).isEqualTo(163);
  }

  @Test
  void whoCountsDuringCompactionSeesEachRowOnce() throws Exception {
    for (int batch = 0; batch < 5; batch++) {
      platform.send(events("compacted", batch * 100, batch * 100 + 100));
      awaitExactly("compacted", batch * 100 + 100);
    }
    long before = lake.files("compacted");

    CompletableFuture<Void> compaction =
        CompletableFuture.runAsync(
            () ->
                lake.execute(
                    "ALTER TABLE events EXECUTE optimize WHERE customer_id = 'compacted'"));
    List<Long> counts = new ArrayList<>();
    do {
      counts.add(lake.rows("compacted"));
    } while (!compaction.isDone());
    compaction.join();
    counts.add(lake.rows("compacted"));

    assertThat(counts).containsOnly(500L);
    assertThat(lake.files("compacted")).isLessThan(before);
  }

  @Test
  void aQueryWithoutItsCustomerIsRefused() {
    assertThatThrownBy(() -> lake.text("SELECT CAST(count(*) AS varchar) FROM events"))
        .hasMessageContaining("Filter required");
  }

  private void awaitExactly(String customer, long expected) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(lake.distinct(customer)).isEqualTo(expected));
    assertThat(lake.rows(customer)).isEqualTo(expected);
  }

  private static List<Event> events(String customer, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> Events.event(customer, "user" + n % 17, new UUID(7, n)))
        .toList();
  }
}
