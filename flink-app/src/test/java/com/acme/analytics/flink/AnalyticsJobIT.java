package com.acme.analytics.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.clickhouse.Truth;
import com.acme.analytics.core.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged job on real processes: each event is in every tier once, whatever is killed. */
@ExtendWith(RunningPlatformExtension.class)
class AnalyticsJobIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Longer than any pause between two attempts of the job, or than its checkpoints' interval. */
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  private final RunningPlatform platform;

  AnalyticsJobIT(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void eachEventIsThereOnceHoweverOftenItIsSent() throws Exception {
    List<Event> events = events("once", 0, 1_000);

    platform.send(events);
    platform.send(events);
    platform.send(later(events));

    awaitExactly("once", 1_000);
  }

  @Test
  void aRecordThatIsNoEventDoesNotHoldUpTheOthers() throws Exception {
    platform.send("damaged/u", new byte[] {(byte) 0xC3, 1, 2, 3}).get();
    platform.send(events("damaged", 0, 10));

    awaitExactly("damaged", 10);
  }

  @Test
  void anEventOlderThanTheHotTierDoesNotEnterIt() throws Exception {
    List<Event> events = events("old", 0, 10);
    events.get(0).setTimestamp(events.get(0).getTimestamp().minus(Duration.ofDays(8)));

    platform.send(events);

    awaitExactly("old", 9);
  }

  @Test
  void theHotTierTellsWhatAnEventWasSentFrom() throws Exception {
    List<Event> events = events("device", 0, 2);
    events
        .get(0)
        .setUserAgent(
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/141.0.0.0 Mobile Safari/537.36");
    events
        .get(1)
        .setUserAgent("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");

    platform.send(events);

    awaitExactly("device", 2);
    assertThat(platform.devices("device"))
        .containsExactly("bot Googlebot true robot", "mobile Android Chrome false");
  }

  @Test
  void windowsAndSessionsEqualWhatSqlMakesOfTheEvents() throws Exception {
    List<Event> events = TruthEvents.awkward("truth", 3_000);

    platform.send(events);
    platform.send(events.subList(500, 2_500));

    awaitExactly("truth", 3_000);
    awaitTruth("truth");
    awaitInLake("truth", 3_000);
  }

  @Test
  void aBackfillOfYearsGoesToTheLakeAloneAndHoldsUpNobody() throws Exception {
    List<Event> years = years("backfill", 4_000);
    platform.sendHistorical(years);
    platform.sendHistorical(later(years));

    // Meanwhile the lane takes its time: 16 s for these at its rate.
    platform.send(events("live", 0, 2_000));
    awaitExactly("live", 2_000);
    awaitTruth("live");
    awaitInLake("live", 2_000);

    awaitInLake("backfill", 4_000);
    assertThat(platform.count("backfill")).isZero();
    for (Truth truth : Truth.values()) {
      assertThat(platform.rows(truth, "backfill")).isZero();
    }
  }

  @Test
  void aBackfillSurvivesAKilledTaskManager() throws Exception {
    List<Event> years = years("backfill-killed", 4_000);
    platform.sendHistorical(years);
    platform.killFlink("flink-taskmanager");
    platform.sendHistorical(later(years));

    awaitInLake("backfill-killed", 4_000);
  }

  @Test
  void aKilledTaskManagerLosesNothingAndRepeatsNothing() throws Exception {
    survives("taskmanager", () -> platform.killFlink("flink-taskmanager"));
  }

  @Test
  void aKilledJobManagerLosesNothingAndRepeatsNothing() throws Exception {
    survives("jobmanager", () -> platform.killFlink("flink-jobmanager"));
  }

  @Test
  void aKilledClickHouseLosesNothingAndRepeatsNothing() throws Exception {
    survives("clickhouse", platform::killClickHouse);
  }

  @Test
  void aKilledKafkaLosesNothingAndRepeatsNothing() throws Exception {
    survives("kafka", platform::killKafka);
  }

  @Test
  void aKilledS3LosesNothingAndRepeatsNothing() throws Exception {
    survives("s3", () -> platform.lake().killS3());
  }

  @Test
  void aKilledLakeCatalogLosesNothingAndRepeatsNothing() throws Exception {
    survives("catalog", () -> platform.lake().killCatalog());
  }

  @Test
  void whileS3IsAwayForAMinuteTheHotTierGoesOnAndNothingIsMissingLater() throws Exception {
    platform.send(events("s3away", 0, 1_000));
    awaitExactly("s3away", 1_000);

    platform.lake().s3GoesAway();
    long over = System.nanoTime() + OUTAGE.toNanos();
    int sent = 3_000;
    try {
      platform.send(events("s3away", 0, sent));
      awaitExactly("s3away", sent);
      awaitTruth("s3away");
      for (; System.nanoTime() < over; sent += 10) {
        platform.send(events("s3away", sent, sent + 10));
        awaitExactly("s3away", sent + 10);
      }
    } finally {
      platform.lake().s3ComesBack();
    }

    awaitInLake("s3away", sent);
    awaitTruth("s3away");
  }

  @Test
  void whileClickHouseIsAwayForAMinuteTheLakeGoesOnAndNothingIsMissingLater() throws Exception {
    platform.send(events("clickhouseaway", 0, 1_000));
    awaitInLake("clickhouseaway", 1_000);

    platform.clickHouseGoesAway();
    long over = System.nanoTime() + OUTAGE.toNanos();
    int sent = 3_000;
    try {
      platform.send(events("clickhouseaway", 0, sent));
      awaitInLake("clickhouseaway", sent);
      for (; System.nanoTime() < over; sent += 10) {
        platform.send(events("clickhouseaway", sent, sent + 10));
        awaitInLake("clickhouseaway", sent + 10);
      }
    } finally {
      platform.clickHouseComesBack();
    }

    awaitExactly("clickhouseaway", sent);
    awaitTruth("clickhouseaway");
  }

  @Test
  void idsAreRememberedWhenFlinkIsStoppedAndStarted() throws Exception {
    List<Event> events = events("stopped", 0, 500);
    platform.send(events);
    awaitExactly("stopped", 500);

    platform.stopFlink();
    platform.send(later(events));
    platform.send(events("stopped", 500, 600));
    platform.startFlink();

    awaitExactly("stopped", 600);
  }

  private interface Fault {
    void happen() throws Exception;
  }

  /** Sends, lets the fault happen, sends on, and sends everything again as a client's retry. */
  private void survives(String customer, Fault fault) throws Exception {
    List<Event> before = events(customer, 0, 2_000);
    platform.send(before);
    fault.happen();
    List<Event> after = events(customer, 2_000, 4_000);
    platform.send(after);
    platform.send(later(before));
    platform.send(later(after));

    awaitExactly(customer, 4_000);
    await()
        .atMost(LIMIT)
        .until(() -> platform.flinkProcesses().stream().allMatch(process -> process.healthy()));
    // What the fault had repeated would show by now: a marker sent last is behind it all.
    platform.send(events(customer, 4_000, 4_010));
    awaitExactly(customer, 4_010);
    awaitTruth(customer);
    awaitInLake(customer, 4_010);
  }

  /** The retry of a client whose clock correction differs: only the ids tell that it is one. */
  private static List<Event> later(List<Event> events) {
    return events.stream()
        .map(
            event ->
                Event.newBuilder(event).setTimestamp(event.getTimestamp().plusMillis(7)).build())
        .toList();
  }

  private void awaitExactly(String customer, long expected) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(platform.distinct(customer)).isEqualTo(expected));
    assertThat(platform.count(customer)).isEqualTo(expected);
  }

  /** Windows and sessions may be a flush behind the events. */
  private void awaitTruth(String customer) {
    for (Truth truth : Truth.values()) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> assertThat(platform.differences(truth, customer)).isEmpty());
      assertThat(platform.rows(truth, customer)).isPositive();
    }
  }

  private void awaitInLake(String customer, long expected) {
    LakeReader lake = platform.lakeReader();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(lake.distinct(customer)).isEqualTo(expected));
    assertThat(lake.rows(customer)).isEqualTo(expected);
  }

  /** Of 40 hours, the newest of which is this one and the oldest of five years ago. */
  private static List<Event> years(String customer, int count) {
    List<Event> events = events(customer, 0, count);
    for (int n = 0; n < count; n++) {
      Event event = events.get(n);
      event.setTimestamp(event.getTimestamp().minus(Duration.ofDays(45 * (n * 40L / count))));
    }
    return events;
  }

  private static List<Event> events(String customer, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> Events.event(customer, "user" + n % 17, new UUID(7, n)))
        .toList();
  }
}
