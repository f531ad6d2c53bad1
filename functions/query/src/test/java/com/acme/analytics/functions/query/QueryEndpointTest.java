package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryEndpointTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  private final Instant now = Instant.now();

  private static HotStore store;
  private static ClickHouseTier tier;
  private static QueryEndpoint endpoint;

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    endpoint = HotStore.endpoint(tier);
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @Test
  void everyExampleOfTheFormatsPageIsAnsweredAsItSays() throws Exception {
    CustomerId customer = new CustomerId("examples");
    Instant hour = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(14));
    store.insert(
        customer,
        List.of(
            TestEvent.of(hour, "/", Map.of("status", 200L, "bytes", 1000L)),
            TestEvent.of(hour.plusSeconds(59), "/", Map.of("status", 404L)),
            TestEvent.of(hour.plusSeconds(60), "/a,b", Map.of("status", "404", "bytes", 500L)),
            TestEvent.of(hour.plusSeconds(120), "", Map.of("bytes", 250.5))));
    String page = Files.readString(root().resolve("docs/formats/query.md"));
    Pattern example = Pattern.compile("```\nGET /v2/query\\??(.*)\n```\n+```json\n([^`]*)```");
    List<MatchResult> examples = example.matcher(page).results().toList();

    assertThat(examples).hasSizeGreaterThan(4);
    for (MatchResult found : examples) {
      String query = found.group(1).replace("2026-03-09", hour.toString().substring(0, 10));
      HttpResponse response = HotStore.get(endpoint, customer, parameters(query));

      Object actual = PlainJson.read(response.body());
      Object expected =
          PlainJson.read(
              found
                  .group(2)
                  .replace("2026-03-09", hour.toString().substring(0, 10))
                  .getBytes(StandardCharsets.UTF_8));
      if (response.status() == 200) {
        assertThat(PlainJson.at(actual, "columns"))
            .as(query)
            .isEqualTo(PlainJson.at(expected, "columns"));
        assertThat(PlainJson.at(actual, "rows"))
            .as(query)
            .isEqualTo(PlainJson.at(expected, "rows"));
      } else {
        assertThat(actual).as(query).isEqualTo(expected);
      }
    }
  }

  @Test
  void metaTellsHowFreshExactAndWholeTheAnswerIs() throws Exception {
    CustomerId customer = new CustomerId("meta");
    store.insert(customer, List.of(TestEvent.of(now, "/", Map.of())));

    Object meta = PlainJson.at(ok(customer, Map.of()), "meta");
    Object tier = PlainJson.list(meta, "tiers").getFirst();

    assertThat(PlainJson.at(tier, "name")).isEqualTo("hot");
    assertThat((Long) PlainJson.at(tier, "freshness_ms")).isBetween(0L, 600_000L);
    assertThat((Long) PlainJson.at(tier, "elapsed_ms")).isNotNegative();
    assertThat(PlainJson.at(meta, "exact")).isEqualTo(true);
    assertThat(PlainJson.at(meta, "partial")).isEqualTo(false);
    assertThat(PlainJson.at(meta, "truncated")).isEqualTo(false);
  }

  @ParameterizedTest
  @EnumSource(FixedDimension.class)
  void everyFixedDimensionIsAColumnOfTheTable(FixedDimension dimension) {
    String name = dimension.columnName();

    Object answer = ok(CUSTOMER, Map.of("dimensions", name, "filter", name + ":exists"));

    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of());
  }

  @Test
  void aRangeFromBeforeWhatTheTierHoldsIsPartial() {
    Object answer = ok(CUSTOMER, Map.of("from", "2015-05-17T00:00:00Z", "wait", "true"));

    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(true);
    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of(List.of(0L)));
  }

  @Test
  void aTierThatCannotBeReachedLeavesAPartialAnswerThatNamesIt() throws Exception {
    CustomerId customer = new CustomerId("tier-down");
    store.insert(customer, List.of(TestEvent.of(now, "/", Map.of())));

    Object answer =
        ok(customer, Map.of("from", now.minus(Duration.ofDays(30)).toString(), "wait", "true"));

    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of(List.of(1L)));
    assertThat(PlainJson.at(answer, "meta", "partial")).isEqualTo(true);
    assertThat(PlainJson.list(answer, "meta", "tiers"))
        .extracting(tier -> PlainJson.at(tier, "name") + " " + PlainJson.at(tier, "available"))
        .containsExactly("lake false", "hot true");
  }

  @Test
  void whatTheLakeHasAPartInIsAJobUnlessTheCallerWaits() {
    String old = now.minus(Duration.ofDays(30)).toString();

    assertThat(HotStore.get(endpoint, CUSTOMER, Map.of("from", old)).status()).isEqualTo(202);
    assertThat(HotStore.post(endpoint, CUSTOMER, "{\"from\": \"%s\"}".formatted(old)).status())
        .isEqualTo(202);
    assertThat(
            HotStore.post(endpoint, CUSTOMER, "{\"from\": \"%s\", \"wait\": true}".formatted(old))
                .status())
        .isEqualTo(200);
    assertThat(HotStore.get(endpoint, CUSTOMER, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void withoutAnyTierThereIsNoAnswer() {
    Instant old = now.minus(Duration.ofDays(30));

    HttpResponse response =
        HotStore.get(
            endpoint,
            CUSTOMER,
            Map.of("from", old.toString(), "to", old.plusSeconds(60).toString(), "wait", "true"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("store_unavailable", "the lake did not answer");
  }

  @Test
  void anExplanationNamesEachTierWithItsTimeReasonAndStatement() {
    Instant old = now.minus(Duration.ofDays(30));

    HttpResponse response =
        HotStore.explain(
            endpoint,
            CUSTOMER,
            Map.of("from", old.toString(), "filter", "path:eq:/secret", "granularity", "1h"));

    List<?> slices = PlainJson.list(PlainJson.read(response.body()), "slices");
    assertThat(slices)
        .extracting(slice -> PlainJson.at(slice, "tier"))
        .containsExactly("lake", "hot");
    assertThat(PlainJson.at(slices.getFirst(), "from")).isEqualTo(old.toString());
    assertThat(PlainJson.at(slices.getFirst(), "to"))
        .isEqualTo(PlainJson.at(slices.getLast(), "from"));
    assertThat(PlainJson.at(slices.getFirst(), "reason"))
        .isEqualTo("it is no whole minute that the warm tier has taken in");
    assertThat(slices)
        .extracting(slice -> (String) PlainJson.at(slice, "statement"))
        .allSatisfy(
            statement ->
                assertThat(statement)
                    .contains("SELECT", "customer_id = ", "GROUP BY")
                    .doesNotContain("/secret", CUSTOMER.value()));
  }

  @Test
  void withoutEventsThereIsNoFreshnessAndNoGroup() {
    Object answer = ok(new CustomerId("nobody"), Map.of("dimensions", "path"));

    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of());
    assertThat(PlainJson.at(PlainJson.list(answer, "meta", "tiers").getFirst(), "freshness_ms"))
        .isNull();
  }

  @Test
  void whoHasTheAnswerIsToldSoUntilThereIsAnotherAndOnlyWithAKey() throws Exception {
    CustomerId customer = new CustomerId("etag");
    store.insert(customer, List.of(TestEvent.of(now, "/", Map.of())));
    HttpResponse first = HotStore.get(endpoint, customer, Map.of());
    Map<String, String> condition =
        Map.of("x-api-key", customer.value(), "if-none-match", first.headers().get("etag"));

    assertThat(first.headers())
        .containsEntry("cache-control", "private, max-age=1")
        .containsEntry("vary", "x-api-key");
    assertThat(endpoint.handle(request(condition, Map.of())).status()).isEqualTo(304);
    assertProblem(
        HotStore.endpoint(key -> Optional.empty(), tier).handle(request(condition, Map.of())),
        401,
        "unknown_api_key");

    store.insert(customer, List.of(TestEvent.of(now, "/", Map.of())));

    assertThat(endpoint.handle(request(condition, Map.of())).status()).isEqualTo(200);
  }

  @Test
  void rowsBeyondTheLimitAreLeftOutAndItIsSaid() throws Exception {
    CustomerId customer = new CustomerId("many");
    fill(customer, 30_000, "''");

    Object few = ok(customer, Map.of("dimensions", "n", "limit", "29999"));
    Object all = ok(customer, Map.of("dimensions", "n", "limit", "30000"));

    assertThat(PlainJson.list(few, "rows")).hasSize(29_999);
    assertThat(PlainJson.at(few, "meta", "truncated")).isEqualTo(true);
    assertThat(PlainJson.list(all, "rows")).hasSize(30_000);
    assertThat(PlainJson.at(all, "meta", "truncated")).isEqualTo(false);
  }

  @Test
  void anAnswerThatNoFunctionCanReturnIsRefused() throws Exception {
    CustomerId customer = new CustomerId("huge");
    fill(customer, 5_000, "repeat('é\"', 500)");

    HttpResponse response =
        HotStore.get(endpoint, customer, Map.of("dimensions", "pad", "limit", "100000"));

    assertThat(response.status()).isEqualTo(422);
    assertThat(PlainJson.at(PlainJson.read(response.body()), "code"))
        .isEqualTo("query_too_expensive");
  }

  @Test
  void aRequestWithoutAKeyOrWithAnUnknownOneIsRefusedWith401() {
    QueryEndpoint strict = HotStore.endpoint(key -> Optional.empty(), tier);

    assertThat(strict.handle(request(Map.of(), Map.of())))
        .satisfies(response -> assertProblem(response, 401, "missing_api_key"));
    assertThat(strict.handle(request(Map.of("x-api-key", " "), Map.of())))
        .satisfies(response -> assertProblem(response, 401, "missing_api_key"));
    assertThat(strict.handle(request(Map.of("x-api-key", "guess"), Map.of())))
        .satisfies(response -> assertProblem(response, 401, "unknown_api_key"));
  }

  @Test
  void keysThatCannotBeReadAreAnotherTryWorth() {
    QueryEndpoint away =
        HotStore.endpoint(
            key -> {
              throw new DirectoryUnavailableException("away", new IllegalStateException());
            },
            tier);

    HttpResponse response = away.handle(request(Map.of("x-api-key", "key"), Map.of()));

    assertProblem(response, 503, "store_unavailable");
    assertThat(response.headers()).containsEntry("retry-after", "2");
  }

  @Test
  void aStoreThatIsNotThereNotSetUpOrNotOursIsUnavailable() {
    URI url = store.engine().engine().url();
    for (ClickHouseTier broken :
        List.of(
            HotStore.tier(URI.create("http://127.0.0.1:1"), "acme", "query-password"),
            HotStore.tier(url, "nosuch", "query-password"),
            HotStore.tier(url, "acme", "wrong"))) {
      try (broken) {
        HttpResponse response = HotStore.get(HotStore.endpoint(broken), CUSTOMER, Map.of());

        assertProblem(response, 503, "store_unavailable");
        assertThat(response.headers()).containsEntry("retry-after", "2");
      }
    }
  }

  @Test
  void afterAKillTheSameClientAnswersAgainWithTheSameEvents() throws Exception {
    CustomerId customer = new CustomerId("killed");
    store.insert(customer, List.of(TestEvent.of(now, "/", Map.of())));
    assertThat(PlainJson.at(ok(customer, Map.of()), "rows")).isEqualTo(List.of(List.of(1L)));

    store.engine().kill();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              HttpResponse response = HotStore.get(endpoint, customer, Map.of());
              assertThat(response.status()).isIn(200, 503);
              assertThat(PlainJson.at(PlainJson.read(response.body()), "rows"))
                  .isEqualTo(List.of(List.of(1L)));
            });
  }

  private static void fill(CustomerId customer, int events, String pad) throws Exception {
    store.execute(
        """
        INSERT INTO events (customer_id, event_id, event, timestamp, received_at, properties)
        SELECT '%s', generateUUIDv4(), 'e', now64(3), now64(3),
          toJSONString(map('n', toString(number), 'pad', concat(toString(number), %s)))
        FROM numbers(%d)
        """
            .formatted(customer, pad, events));
  }

  private static Object ok(CustomerId customer, Map<String, String> parameters) {
    HttpResponse response = HotStore.get(endpoint, customer, parameters);
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return PlainJson.read(response.body());
  }

  private static void assertProblem(HttpResponse response, int status, String code) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(PlainJson.at(PlainJson.read(response.body()), "code")).isEqualTo(code);
  }

  private static HttpRequest request(Map<String, String> headers, Map<String, String> query) {
    return new HttpRequest(
        "GET /v2/query", headers, query, Map.of(), new byte[0], "127.0.0.1", "request", 0);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.merge(
            parts[0],
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
            (left, right) -> left + "," + right);
      }
    }
    return parameters;
  }

  private static Path root() {
    return Path.of(System.getProperty("acme.root"));
  }
}
