package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.functions.query.warm.DruidSql;
import com.acme.analytics.functions.query.warm.WarmStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.HashIterator;
import org.apache.datasketches.theta.UpdatableThetaSketch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same users are the same hashes in every tier, and those that Apache DataSketches makes of
 * their texts: else what the tiers count would not unite.
 */
final class SketchContractTest {
  private static final CustomerId FEW = new CustomerId("few");
  private static final CustomerId MANY = new CustomerId("many");

  /** Beyond what any sketch keeps. */
  private static final int BEYOND = ThetaSketch.K + 1_000;

  /** A row of an INSERT at a time would take minutes, all in one is too long a statement. */
  private static final int ROWS_OF_INSERT = 1_000;

  private static final List<String> AWKWARD =
      List.of(
          "u",
          "user-1",
          " user-1",
          "user-1 ",
          "0042",
          "42",
          "o'neill",
          "\\\"",
          "Zürich",
          "Zu\u0308rich",
          "日本語",
          "👩‍🚀",
          "x".repeat(300));

  /** The engines' clocks are real. */
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant MINUTE =
      Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);

  private static final Map<String, TierStore> TIERS = new LinkedHashMap<>();

  private static HotStore hot;
  private static ClickHouseTier clickHouse;
  private static WarmFixture warm;
  private static DruidSql druid;
  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    hot = HotStore.start();
    clickHouse = hot.tier();
    warm = WarmFixture.start();
    druid = new DruidSql(warm.url(), AnswerLimits.REQUEST.statement());
    lake = LakeFixture.start();
    TIERS.put("hot", new HotSlices(clickHouse));
    TIERS.put("warm", new WarmStore(druid, () -> Instant.MAX));
    TIERS.put("lake", lake.store());
    insert(FEW, events(AWKWARD));
    insert(MANY, events(IntStream.range(0, BEYOND).mapToObj(i -> "user " + i).toList()));
  }

  @AfterAll
  static void stop() throws Exception {
    lake.close();
    druid.close();
    warm.close();
    clickHouse.close();
    hot.close();
  }

  @Test
  void everyTierHoldsTheHashesOfEachUsersText() {
    CompactThetaSketch expected = sketch(AWKWARD);

    TIERS.forEach(
        (name, tier) -> {
          ThetaSketch held = read(tier, FEW);
          assertThat(held.hashes()).as(name).isEqualTo(hashes(expected));
          assertThat(held.isExact()).as(name).isTrue();
          assertThat(held.users()).as(name).isEqualTo(AWKWARD.size());
        });
  }

  @Test
  void beyondWhatIsKeptEveryTierHoldsTheSameSmallestHashesBelowTheSameTheta() {
    ThetaSketch fromHot = read(TIERS.get("hot"), MANY);

    assertThat(fromHot.hashes()).hasSize(ThetaSketch.K);
    TIERS.forEach(
        (name, tier) -> {
          ThetaSketch held = read(tier, MANY);
          assertThat(held.hashes()).as(name).isEqualTo(fromHot.hashes());
          assertThat(held.theta()).as(name).isEqualTo(fromHot.theta());
        });
    assertThat((double) fromHot.users())
        .isBetween(
            BEYOND * (1 - 3 * ThetaSketch.RELATIVE_STANDARD_ERROR),
            BEYOND * (1 + 3 * ThetaSketch.RELATIVE_STANDARD_ERROR));
  }

  @Test
  void theImageThatDruidGivesIsTheLibrarysOwn() throws Exception {
    String statement =
        "SELECT DS_THETA(\\\"users\\\", %d) FROM events WHERE customer_id = '%s'"
            .formatted(ThetaSketch.K, FEW.value());
    String answer = ask("{\"query\": \"%s\", \"resultFormat\": \"array\"}".formatted(statement));
    String base64 = answer.replaceAll("[^A-Za-z0-9+/=]", "");

    byte[] image = Base64.getDecoder().decode(base64);
    // Druid's older library writes the sampling probability, which no compact sketch has.
    Arrays.fill(image, 12, 16, (byte) 0);
    assertThat(image).isEqualTo(sketch(AWKWARD).toByteArray());
  }

  private static void insert(CustomerId customer, List<TestEvent> events) throws Exception {
    hot.insert(customer, events);
    warm.insert(customer, events);
    for (int from = 0; from < events.size(); from += ROWS_OF_INSERT) {
      lake.insert(customer, events.subList(from, Math.min(events.size(), from + ROWS_OF_INSERT)));
    }
  }

  /** An event of each, every other one anonymous, and one of nobody. */
  private static List<TestEvent> events(List<String> users) {
    List<TestEvent> events = new ArrayList<>();
    for (String user : users) {
      events.add(events.size() % 2 == 0 ? event(user, "") : event("", user));
    }
    events.add(event("", ""));
    return events;
  }

  private static TestEvent event(String userId, String anonymousId) {
    return new TestEvent(
        UUID.randomUUID(),
        "page_view",
        MINUTE,
        MINUTE,
        userId,
        anonymousId,
        "/",
        "",
        /* bot= */ false,
        Map.of());
  }

  private static ThetaSketch read(TierStore tier, CustomerId customer) {
    Query query =
        new QueryParameters(HotStore.DEFAULTS)
            .parse(
                Map.of(
                    "measures", "unique_users",
                    "from", MINUTE.toString(),
                    "to", MINUTE.plusSeconds(60).toString()),
                Instant.now());
    List<PartialRow> rows = new ArrayList<>();
    tier.read(customer, query, query.range(), rows::add);
    assertThat(rows).hasSize(1);
    return ((Partial.Users) rows.getFirst().measures().getFirst()).sketch();
  }

  private static CompactThetaSketch sketch(List<String> users) {
    UpdatableThetaSketch sketch =
        UpdatableThetaSketch.builder().setNominalEntries(ThetaSketch.K).build();
    users.forEach(sketch::update);
    return sketch.compact();
  }

  private static long[] hashes(CompactThetaSketch sketch) {
    long[] hashes = new long[sketch.getRetainedEntries()];
    HashIterator each = sketch.iterator();
    for (int i = 0; each.next(); i++) {
      hashes[i] = each.get();
    }
    Arrays.sort(hashes);
    return hashes;
  }

  private static String ask(String document) throws Exception {
    URI sql = warm.url().resolve("/druid/v2/sql");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(sql)
                  .header("Content-Type", "application/json")
                  .timeout(Duration.ofSeconds(30))
                  .POST(BodyPublishers.ofString(document))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
