package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import com.acme.analytics.functions.query.trace.EventTrace;
import com.acme.analytics.functions.query.trace.Refusals;
import com.acme.analytics.functions.query.trace.SearchRange;
import com.acme.analytics.functions.query.trace.TraceParameters;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** On a real hot tier, with an archive that the test makes up. */
class TraceEndpointTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  private static HotStore store;
  private static ClickHouseTier tier;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private Refusals refusals =
      (request, receivedAt) -> new Refusals.Finding(Optional.empty(), List.of());

  @BeforeAll
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @Test
  void anAcceptedEventIsFoundWhateverItsTimeAndWhateverTheHint() throws Exception {
    TestEvent event = TestEvent.of(now.minus(Duration.ofDays(3)), "/", Map.of());
    store.insert(CUSTOMER, List.of(event));

    for (Map<String, String> hint :
        List.of(
            Map.<String, String>of(),
            Map.of("around", event.timestamp().toString()),
            Map.of("around", now.toString()))) {
      Object trace = ok(CUSTOMER, event.id(), hint);

      assertThat(PlainJson.at(trace, "status")).isEqualTo("accepted");
      assertThat(PlainJson.at(trace, "event")).isEqualTo("page_view");
      assertThat(PlainJson.at(trace, "timestamp")).isEqualTo(event.timestamp().toString());
      assertThat(PlainJson.at(trace, "received_at")).isEqualTo(event.receivedAt().toString());
      assertThat(PlainJson.at(PlainJson.list(trace, "stores").getFirst(), "has")).isEqualTo(true);
      assertThat(PlainJson.at(trace, "partial")).isEqualTo(false);
    }
  }

  @Test
  void theTimeInAnIdOrGivenNarrowsTheSearch() throws Exception {
    UUID ordered = new UUID(now.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE);
    TestEvent event =
        new TestEvent(ordered, "x", now, now, "", "", "", "", /* bot= */ false, Map.of());
    store.insert(CUSTOMER, List.of(event));

    Object trace = ok(CUSTOMER, ordered, Map.of());

    Object searched =
        PlainJson.list(PlainJson.list(trace, "stores").getFirst(), "searched").getFirst();
    assertThat(PlainJson.at(searched, "from")).isEqualTo(now.minus(1, ChronoUnit.HOURS).toString());
  }

  @Test
  void anEventThatIsNowhereIsUnknownAndTheAnswerSaysWhereItWasSoughtAndHowFreshThatIs()
      throws Exception {
    store.insert(CUSTOMER, List.of(TestEvent.of(now, "/", Map.of())));

    Object trace = ok(CUSTOMER, UUID.randomUUID(), Map.of());

    assertThat(PlainJson.at(trace, "status")).isEqualTo("unknown");
    assertThat(PlainJson.at(trace, "received_at")).isNull();
    Object hot = PlainJson.list(trace, "stores").getFirst();
    assertThat(PlainJson.at(hot, "has")).isEqualTo(false);
    assertThat((Long) PlainJson.at(hot, "freshness_ms")).isBetween(0L, 600_000L);
    Object searched = PlainJson.list(hot, "searched").getFirst();
    Instant from = Instant.parse((String) PlainJson.at(searched, "from"));
    Instant to = Instant.parse((String) PlainJson.at(searched, "to"));
    assertThat(Duration.between(from, to))
        .isEqualTo(HotStore.RETENTION.plus(HotStore.SKEW).plusMillis(1));
  }

  @Test
  void anotherCustomersEventIsUnknown() throws Exception {
    TestEvent event = TestEvent.of(now, "/", Map.of());
    store.insert(new CustomerId("victim"), List.of(event));

    assertThat(PlainJson.at(ok(CUSTOMER, event.id(), Map.of()), "status")).isEqualTo("unknown");
  }

  @Test
  void aRefusedEventSaysWhyWhenAndAtWhichDoor() {
    UUID id = UUID.randomUUID();
    refusals = refusing(letter(id));

    Object trace = ok(CUSTOMER, id, Map.of());

    assertThat(PlainJson.at(trace, "status")).isEqualTo("refused");
    Object refusal = PlainJson.at(trace, "refusal");
    assertThat(PlainJson.at(refusal, "code")).isEqualTo("schema_violation");
    assertThat(PlainJson.at(refusal, "pointer")).isEqualTo("/events/0/properties/price");
    assertThat(PlainJson.at(refusal, "source")).isEqualTo("gateway");
    assertThat(PlainJson.at(refusal, "received_at")).isEqualTo(now.toString());
    assertThat(PlainJson.at(trace, "received_at")).isEqualTo(now.toString());
  }

  @Test
  void aRefusedEventThatWasReplayedIsAcceptedAndStillSaysWhyItWasRefused() throws Exception {
    TestEvent event = TestEvent.of(now, "/", Map.of());
    store.insert(CUSTOMER, List.of(event));
    refusals = refusing(letter(event.id()));

    Object trace = ok(CUSTOMER, event.id(), Map.of());

    assertThat(PlainJson.at(trace, "status")).isEqualTo("accepted");
    assertThat(PlainJson.at(PlainJson.at(trace, "refusal"), "id")).isEqualTo("1-9");
  }

  @Test
  void withoutTheArchiveTheAnswerIsPartial() {
    refusals = silent();

    Object trace = ok(CUSTOMER, UUID.randomUUID(), Map.of());

    assertThat(PlainJson.at(trace, "partial")).isEqualTo(true);
    assertThat(PlainJson.at(PlainJson.at(trace, "rejected"), "has")).isNull();
  }

  @Test
  void withoutAnyStoreThereIsNoAnswer() {
    refusals = silent();
    ClickHouseTier nowhere = HotStore.tier(URI.create("http://127.0.0.1:1"), "acme", "p");

    HttpResponse response = get(endpoint(nowhere), CUSTOMER, UUID.randomUUID().toString());

    assertThat(response.status()).isEqualTo(503);
    nowhere.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "018f3a5e-0000-7000-8000-00000000000g", "1-1-1-1-1", "' OR 1"})
  void whatIsNoIdIsRefused(String id) {
    HttpResponse response = get(endpoint(tier), CUSTOMER, id);

    assertThat(response.status()).isEqualTo(400);
    assertThat(PlainJson.at(PlainJson.read(response.body()), "pointer")).isEqualTo("event_id");
  }

  @Test
  void aKeyThatMayNotReadIsRefused() {
    HttpResponse response =
        get(endpoint(tier, Scope.INGEST), CUSTOMER, UUID.randomUUID().toString());

    assertThat(response.status()).isEqualTo(403);
  }

  @Test
  void theIndexOnIdsSkipsNearlyAllGranulesOfAWeek() throws Exception {
    CustomerId large = new CustomerId("large");
    store.execute(
        """
        INSERT INTO events (customer_id, event_id, event, timestamp)
        SELECT 'large', generateUUIDv4(), 'x', now64(3, 'UTC') - INTERVAL 1 HOUR
        FROM numbers(400000)
        """);
    TestEvent one = TestEvent.of(now.minus(Duration.ofHours(1)), "/", Map.of());
    store.insert(large, List.of(one));
    store.execute("OPTIMIZE TABLE events FINAL");
    ClickHouseStatement statement =
        StatementCompiler.event(large, one.id(), new TimeRange(now.minus(HotStore.RETENTION), now));

    List<String> plan = store.explain(statement);

    String text = String.join("\n", plan);
    assertThat(text).contains("Name: event_ids");
    List<MatchResult> granules =
        Pattern.compile("Granules: (\\d+)/(\\d+)")
            .matcher(text.substring(text.indexOf("Name: event_ids")))
            .results()
            .toList();
    int read = Integer.parseInt(granules.getFirst().group(1));
    int before = Integer.parseInt(granules.getFirst().group(2));
    assertThat(before).as(text).isGreaterThanOrEqualTo(48);
    assertThat(read).as(text).isBetween(1, 3);
  }

  private Refusals refusing(DeadLetter letter) {
    return (request, receivedAt) ->
        new Refusals.Finding(Optional.of(letter), List.of(SearchRange.around(now)));
  }

  private static Refusals silent() {
    return (request, receivedAt) -> {
      throw new ProblemException(new Problem(ErrorCode.STORE_UNAVAILABLE, "away"));
    };
  }

  private DeadLetter letter(UUID id) {
    RejectedEvent event = new RejectedEvent();
    event.setCustomerId(CUSTOMER.value());
    event.setEventId(id.toString());
    event.setEvent("purchase");
    event.setCode("schema_violation");
    event.setPointer("/events/0/properties/price");
    event.setDetail("price: text (expected: a number)");
    event.setReceivedAt(now);
    event.setSource("gateway");
    return new DeadLetter(1, 9, event);
  }

  private Object ok(CustomerId customer, UUID id, Map<String, String> query) {
    HttpResponse response = get(endpoint(tier), customer, id.toString(), query);
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    Object trace = PlainJson.read(response.body());
    assertThat(PlainJson.at(trace, "event_id")).isEqualTo(id.toString());
    return trace;
  }

  private HttpResponse get(TraceEndpoint endpoint, CustomerId customer, String id) {
    return get(endpoint, customer, id, Map.of());
  }

  private HttpResponse get(
      TraceEndpoint endpoint, CustomerId customer, String id, Map<String, String> query) {
    return endpoint.handle(
        new HttpRequest(
            TraceEndpoint.ROUTE,
            Map.of("x-api-key", ApiKey.of(customer.value()).reveal()),
            query,
            Map.of("event_id", id),
            new byte[0],
            "127.0.0.1",
            "request-1",
            now.toEpochMilli()));
  }

  private TraceEndpoint endpoint(ClickHouseTier hot) {
    return endpoint(hot, Scope.QUERY);
  }

  /** The endpoint as each customer's own key, which is its id, sees it. */
  private TraceEndpoint endpoint(ClickHouseTier hot, Scope scope) {
    QueryTelemetry telemetry = new QueryTelemetry(MetricsFactory.getMetricsInstance());
    Clock clock = Clock.systemUTC();
    return new TraceEndpoint(
        key ->
            Optional.of(
                new Credential(
                    new CustomerId(key.reveal()), key.hash(), Set.of(scope), RateLimit.STANDARD)),
        new TraceParameters(HotStore.SKEW),
        new EventTrace(
            List.of(new HotEventStore(hot, HotStore.RETENTION, HotStore.SKEW, clock)),
            refusals,
            telemetry::silent),
        telemetry,
        clock);
  }
}
