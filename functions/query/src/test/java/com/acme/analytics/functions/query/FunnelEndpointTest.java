package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.DefinitionKind;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.Definitions;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** On a real hot tier and a real table of definitions; each test has a customer of its own. */
class FunnelEndpointTest {
  private static HotStore store;
  private static ClickHouseTier tier;
  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamo;

  private final CustomerId customer = new CustomerId("c-" + UUID.randomUUID());
  private final UUID id = UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);
  private final Instant minute = now.minusSeconds(3630);
  private FunnelHistory history = FunnelHistory.NONE;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    store.execute(
        """
        CREATE TABLE IF NOT EXISTS funnels
        (
            customer_id LowCardinality(String),
            funnel_id   UUID,
            start       DateTime('UTC'),
            value       String,
            step        UInt8,
            members     UInt64,
            users       Array(UInt64),
            histogram   Map(Int16, UInt64),
            version     UInt64,
            deleted     UInt8
        )
        ENGINE = ReplacingMergeTree(version, deleted)
        ORDER BY (customer_id, funnel_id, start, value, step)
        """);
    tier = store.tier();
    engine = EngineFixture.dynamoDb();
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(engine.engine().url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    new DynamoDbTables(dynamo).create("definitions", "customer_id", "definition");
  }

  @AfterAll
  static void stop() throws Exception {
    dynamo.close();
    engine.close();
    tier.close();
    store.close();
  }

  @Test
  void whatTheStreamCountedAddsUpAndUsersAreUnited() throws Exception {
    define(minute);
    row(minute, "DE", "[2, 1]", "[[11, 12], [11]]", "[map(16055, 1), map()]", 1);
    row(minute, "FR", "[1, 0]", "[[13], []]", "[map(), map()]", 1);
    row(minute.plusSeconds(60), "DE", "[2, 1]", "[[11, 14], [14]]", "[map(16100, 1), map()]", 1);

    Object answer = ok(Map.of());

    assertThat(PlainJson.list(answer, "steps"))
        .isEqualTo(
            List.of(
                step("page_view", 5L, 4L, 1.0, null, 3L),
                step("purchase", 2L, 2L, 0.4, 0.4, null)));
    assertThat(PlainJson.at(answer, "breakdown")).isNull();
    assertThat(PlainJson.at(answer, "active_from")).isEqualTo(minute.toString());
    assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(true);
    assertThat(PlainJson.at(answer, "meta", "truncated")).isEqualTo(false);
  }

  @Test
  void theNewestVersionOfARowCountsAndOnlyThat() throws Exception {
    define(minute);
    row(minute, "DE", "[3, 2]", "[[1, 2, 3], [1, 2]]", "[map(16000, 2), map()]", 7);
    row(minute, "DE", "[1, 0]", "[[1], []]", "[map(), map()]", 2);

    assertThat(counts(ok(Map.of()))).isEqualTo(List.of(3L, 2L));
  }

  @Test
  void valuesOfTheBreakdownAreToldApartTheLargestFirst() throws Exception {
    define(minute);
    row(minute, "", "[1, 1]", "[[1], [1]]", "[map(0, 1), map()]", 1);
    row(minute, "DE", "[2, 1]", "[[1, 2], [1]]", "[map(16055, 1), map()]", 1);

    Object answer = ok(Map.of("breakdown", "true"));

    assertThat(counts(answer)).isEqualTo(List.of(3L, 2L));
    assertThat(PlainJson.at(answer, "breakdown", "dimension")).isEqualTo("country");
    List<?> rows = PlainJson.list(answer, "breakdown", "rows");
    assertThat(rows).extracting(row -> PlainJson.at(row, "value")).containsExactly("DE", null);
    assertThat(counts(rows.get(0))).isEqualTo(List.of(2L, 1L));
    assertThat(counts(rows.get(1))).isEqualTo(List.of(1L, 1L));
    assertThat(PlainJson.at(PlainJson.list(answer, "steps").get(0), "users")).isEqualTo(2L);
  }

  @Test
  void moreValuesThanRowsAreSaidToBeLeftOut() throws Exception {
    define(minute);
    for (int value = 0; value < 101; value++) {
      row(minute, "v" + value, "[1, 0]", "[[1], []]", "[map(), map()]", 1);
    }

    Object answer = ok(Map.of("breakdown", "true"));

    assertThat(PlainJson.list(answer, "breakdown", "rows")).hasSize(100);
    assertThat(PlainJson.at(answer, "meta", "truncated")).isEqualTo(true);
    assertThat(counts(answer)).isEqualTo(List.of(101L, 0L));
  }

  @Test
  void beyondASketchUsersAreEstimatedAndSoTheAnswerSays() throws Exception {
    define(minute);
    row(
        minute,
        "DE",
        "[5000, 0]",
        "[arrayMap(i -> toUInt64(i * 1844674407370955), range(1, 5001)), []]",
        "[map(), map()]",
        1);

    Object answer = ok(Map.of());

    Object first = PlainJson.list(answer, "steps").get(0);
    assertThat((Long) PlainJson.at(first, "users")).isBetween(4900L, 5100L);
    assertThat(PlainJson.at(first, "exact")).isEqualTo(false);
    assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(false);
  }

  @Test
  void cohortsOfBeforeTheFunnelWasActiveAreHistorysAndNoneIsCountedTwice() throws Exception {
    define(minute);
    row(minute.minusSeconds(60), "DE", "[100, 100]", "[[], []]", "[map(), map()]", 1);
    row(minute, "DE", "[1, 0]", "[[1], []]", "[map(), map()]", 1);
    history =
        (funnel, cohorts) -> {
          assertThat(cohorts.to()).isEqualTo(minute);
          assertThat(funnel.customer()).isEqualTo(customer);
          return Optional.of(
              new ClickHouseStatement(
                  """
                  SELECT 'DE' AS value, 1 AS step, {many:UInt64} AS members,
                    [toUInt64(1), 2] AS users,
                    CAST(map(16000, 2), 'Map(Int16, UInt64)') AS histogram
                  UNION ALL
                  SELECT 'DE', 2, 2, [toUInt64(2)], map()
                  """,
                  Map.of("many", "4")));
        };

    Object answer = ok(Map.of());

    assertThat(counts(answer)).isEqualTo(List.of(5L, 2L));
    assertThat(PlainJson.at(PlainJson.list(answer, "steps").get(0), "users")).isEqualTo(2L);
    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(false);
  }

  @Test
  void aRangeOfOnlyStreamedCohortsAsksNoHistory() throws Exception {
    define(minute);
    row(minute.plusSeconds(60), "DE", "[1, 0]", "[[1], []]", "[map(), map()]", 1);
    history =
        (funnel, cohorts) -> {
          throw new AssertionError(cohorts.toString());
        };

    Object answer = ok(Map.of("from", minute.toString(), "to", minute.plusSeconds(90).toString()));

    assertThat(counts(answer)).isEqualTo(List.of(1L, 0L));
    assertThat(PlainJson.at(answer, "to")).isEqualTo(minute.plusSeconds(120).toString());
  }

  @Test
  void aFunnelThatTheStreamMayNotKnowIsHistorysAlone() throws Exception {
    Definitions silent = definitions(/* confirmed= */ false);
    assertThat(addedBy(silent)).isFalse();
    row(minute, "DE", "[1, 0]", "[[1], []]", "[map(), map()]", 1);

    Object answer = ok(Map.of());

    assertThat(PlainJson.at(answer, "active_from")).isNull();
    assertThat(counts(answer)).isEqualTo(List.of(0L, 0L));
    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(true);
  }

  @Test
  void aRangeThatBeginsBeforeWhatIsHeldIsPartial() {
    define(now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(30)));

    assertThat(
            PlainJson.at(
                ok(Map.of("from", now.minus(Duration.ofDays(8)).toString())), "meta", "partial"))
        .isEqualTo(true);
    assertThat(PlainJson.at(ok(Map.of()), "meta", "partial")).isEqualTo(false);
  }

  @Test
  void anotherCustomersFunnelIsNotFoundAndItsRowsAreNobodyElses() throws Exception {
    define(minute);
    row(minute, "DE", "[1, 0]", "[[1], []]", "[map(), map()]", 1);

    HttpResponse crossed = get("attacker:query", id.toString(), Map.of());
    assertThat(crossed.status()).isEqualTo(404);

    // Even one who could define a funnel of the same id.
    definitions(/* confirmed= */ true)
        .add(
            new CustomerId("attacker"), id, funnel(new CustomerId("attacker"), minute), x -> false);
    Object own = PlainJson.read(get("attacker:query", id.toString(), Map.of()).body());
    assertThat(counts(own)).isEqualTo(List.of(0L, 0L));
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday",
    "to, 2200-01-01T00:00:00Z",
    "breakdown, maybe",
    "customer_id, victim",
    "from, 2099-01-01T00:00:00Z",
  })
  void aParameterThatCanNotBeIsNamed(String name, String value) {
    define(minute);

    HttpResponse refused = get(customer + ":query", id.toString(), Map.of(name, value));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(PlainJson.at(PlainJson.read(refused.body()), "pointer")).isEqualTo(name);
  }

  @Test
  void anIdThatIsNoneAndAKeyOfAnotherScopeAreRefused() {
    define(minute);

    assertThat(get(customer + ":query", "1", Map.of()).status()).isEqualTo(400);
    assertThat(get(customer + ":query", UUID.randomUUID().toString(), Map.of()).status())
        .isEqualTo(404);
    assertThat(get(customer + ":manage", id.toString(), Map.of()).status()).isEqualTo(403);
  }

  private void define(Instant activeFrom) {
    definitions(/* confirmed= */ true)
        .add(customer, id, funnel(customer, activeFrom), other -> false);
  }

  private boolean addedBy(Definitions definitions) {
    try {
      return definitions.add(customer, id, funnel(customer, minute), other -> false).added();
    } catch (ProblemException e) {
      return false;
    }
  }

  private static Definitions definitions(boolean confirmed) {
    return new Definitions(
        new DefinitionTable(dynamo, "definitions", DefinitionKind.FUNNEL),
        changes -> {
          BitSet stored = new BitSet();
          stored.set(0, confirmed ? changes.size() : 0);
          return stored;
        },
        json -> json);
  }

  private String funnel(CustomerId owner, Instant activeFrom) {
    return new Funnel(
            id,
            owner,
            "Purchase",
            List.of(new FunnelStep("page_view", List.of()), new FunnelStep("purchase", List.of())),
            Duration.ofHours(24),
            Optional.of("country"),
            activeFrom)
        .toJson();
  }

  /** A cohort's rows, of arrays with an element for each step. */
  private void row(
      Instant start, String value, String members, String users, String times, int version)
      throws Exception {
    store.execute(
        """
        INSERT INTO funnels
        SELECT '%s', '%s', toDateTime(%d), '%s', step, members[step], users[step], times[step], %d, 0
        FROM (SELECT %s AS members, %s AS users,
              CAST(%s, 'Array(Map(Int16, UInt64))') AS times, arrayJoin([1, 2]) AS step)
        """
            .formatted(
                customer, id, start.getEpochSecond(), value, version, members, users, times));
  }

  private Object ok(Map<String, String> query) {
    HttpResponse response = get(customer + ":query", id.toString(), query);
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return PlainJson.read(response.body());
  }

  private HttpResponse get(String key, String funnel, Map<String, String> query) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    FunnelEndpoint endpoint =
        new FunnelEndpoint(
            given -> {
              String[] parts = given.reveal().split(":", 2);
              return Optional.of(
                  new Credential(
                      new CustomerId(parts[0]),
                      given.hash(),
                      Set.of(Scope.of(parts[1])),
                      RateLimit.STANDARD));
            },
            new DefinitionTable(dynamo, "definitions", DefinitionKind.FUNNEL),
            new FunnelAnswers(tier, history, HotStore.RETENTION, clock),
            new QueryTelemetry(MetricsFactory.getMetricsInstance()),
            clock);
    return endpoint.handle(
        new HttpRequest(
            FunnelEndpoint.ROUTE,
            Map.of("x-api-key", key),
            query,
            Map.of("id", funnel),
            new byte[0],
            "127.0.0.1",
            "request-1",
            now.toEpochMilli()));
  }

  private static List<Object> counts(Object figures) {
    return PlainJson.list(figures, "steps").stream()
        .<Object>map(step -> PlainJson.at(step, "count"))
        .toList();
  }

  private static Map<String, Object> step(
      String event, long count, long users, Double first, Double previous, Long median) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("event", event);
    step.put("count", count);
    step.put("users", users);
    step.put("exact", true);
    step.put("conversion_from_first", first);
    step.put("conversion_from_previous", previous);
    step.put("median_ms_to_next", median);
    return step;
  }
}
