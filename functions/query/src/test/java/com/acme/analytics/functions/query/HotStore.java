package com.acme.analytics.functions.query;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.lake.LakeAddress;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.functions.query.plan.Ownership;
import com.acme.analytics.functions.query.plan.Planner;
import com.acme.analytics.functions.query.plan.Tier;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A real ClickHouse with the table of events, and the endpoint on it. */
final class HotStore implements AutoCloseable {
  static final Duration RETENTION = Duration.ofDays(7);
  static final Duration WARM_RETENTION = Duration.ofDays(90);
  static final Duration SKEW = Duration.ofMinutes(5);
  static final Ownership OWNERSHIP = new Ownership(RETENTION, WARM_RETENTION);
  static final QueryDefaults DEFAULTS = new QueryDefaults(OWNERSHIP.hot(), SKEW);

  /** Where nobody listens. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  static final LakeAddress.Trino NO_LAKE =
      new LakeAddress.Trino("jdbc:trino://127.0.0.1:1/awsdatacatalog/acme");

  static final QueryTelemetry TELEMETRY = new QueryTelemetry(MetricsFactory.getMetricsInstance());

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final EngineFixture<ClickHouseEngine> clickHouse;
  private final Client admin;

  private HotStore(EngineFixture<ClickHouseEngine> clickHouse, Client admin) {
    this.clickHouse = clickHouse;
    this.admin = admin;
  }

  static HotStore start() throws Exception {
    EngineFixture<ClickHouseEngine> clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    Client admin =
        new Client.Builder()
            .addEndpoint(clickHouse.engine().url().toString())
            .setUsername(account.name())
            .setPassword(account.password())
            .setDefaultDatabase("acme")
            .build();
    new Migrator(admin, "acme").migrate();
    return new HotStore(clickHouse, admin);
  }

  EngineFixture<ClickHouseEngine> engine() {
    return clickHouse;
  }

  /** As the stream writes them: text is never taken for a date. */
  void insert(CustomerId customer, List<TestEvent> events) throws Exception {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), rows)) {
      for (TestEvent event : events) {
        json.writeStartObject();
        json.writeStringProperty("customer_id", customer.value());
        json.writeStringProperty("event_id", event.id().toString());
        json.writeStringProperty("event", event.event());
        json.writeStringProperty("timestamp", TIME.format(event.timestamp()));
        json.writeStringProperty("received_at", TIME.format(event.receivedAt()));
        json.writeStringProperty("user_id", event.userId());
        json.writeStringProperty("anonymous_id", event.anonymousId());
        json.writeStringProperty("page_path", event.path());
        json.writeStringProperty("country", event.country());
        json.writeBooleanProperty("bot", event.bot());
        json.writeNumberProperty("user_hash", event.userHash());
        json.writeName("properties");
        PlainJson.write(json, event.properties());
        json.writeEndObject();
      }
    }
    InsertSettings settings =
        new InsertSettings()
            .serverSetting("input_format_try_infer_dates", "0")
            .serverSetting("input_format_try_infer_datetimes", "0");
    admin
        .insert(
            "events",
            new ByteArrayInputStream(rows.toByteArray()),
            ClickHouseFormat.JSONEachRow,
            settings)
        .get()
        .close();
  }

  void execute(String sql) throws Exception {
    admin.execute(sql).get().close();
  }

  /** How the server means to run a statement; else it would skip granules only as it reads. */
  List<String> explain(ClickHouseStatement statement) throws Exception {
    try (QueryResponse response =
        admin
            .query(
                "EXPLAIN indexes = 1 " + statement.text(),
                statement.parameters(),
                new QuerySettings()
                    .setFormat(ClickHouseFormat.TSVRaw)
                    .serverSetting("use_skip_indexes_on_data_read", "0"))
            .get()) {
      return new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .toList();
    }
  }

  /** What a query with one value says. */
  String value(String sql) throws Exception {
    try (QueryResponse response =
        admin.query(sql, new QuerySettings().setFormat(ClickHouseFormat.TSVRaw)).get()) {
      return new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  ClickHouseTier tier() {
    return tier(clickHouse.engine().url(), "acme", password());
  }

  /** A tier where nobody listens. */
  static ClickHouseTier nobody() {
    return tier(NOBODY, "acme", "password");
  }

  String password() {
    return clickHouse.engine().account(Role.QUERY).password();
  }

  static ClickHouseTier tier(URI url, String database, String password) {
    return tier(url, database, password, AnswerLimits.REQUEST);
  }

  static ClickHouseTier tier(URI url, String database, String password, AnswerLimits limits) {
    QueryConfig config =
        new QueryConfig(
            "test",
            "keys",
            "definitions",
            "dashboards",
            "customers",
            url,
            database,
            "arn",
            NOBODY,
            NO_LAKE,
            "rejected",
            "jobs",
            "https://sqs.eu-west-1.amazonaws.com/1/jobs",
            "results",
            RETENTION,
            WARM_RETENTION,
            SKEW);
    return ClickHouseTier.of(
        config, new ClickHouseCredentials("acme_query", password), limits.statement());
  }

  /** The endpoint as each customer's own key, which is its id, sees it; it has no job queue. */
  static QueryEndpoint endpoint(ClickHouseTier tier) {
    return endpoint(key -> Optional.of(credential(key)), tier);
  }

  static Credential credential(ApiKey key) {
    return new Credential(
        new CustomerId(key.reveal()), key.hash(), Set.of(Scope.QUERY), RateLimit.STANDARD);
  }

  static QueryEndpoint endpoint(ApiKeyDirectory keys, ClickHouseTier tier) {
    LakeEngine lake = new TrinoLake(NO_LAKE, AnswerLimits.REQUEST.statement());
    return new QueryEndpoint(
        keys,
        DEFAULTS,
        answers(tier, new LakeStore(lake), lake, AnswerLimits.REQUEST),
        (customer, request, now) -> HttpResponse.json(202, new byte[0]),
        TELEMETRY,
        Clock.systemUTC());
  }

  static QueryAnswers answers(ClickHouseTier tier) {
    LakeEngine lake = new TrinoLake(NO_LAKE, AnswerLimits.REQUEST.statement());
    return answers(tier, new LakeStore(lake), AnswerLimits.REQUEST);
  }

  /** Answers for which all that the hot tier does not hold is in a store. */
  static RequestAnswers answers(
      ClickHouseTier hot, TierStore other, LakeEngine lake, AnswerLimits limits) {
    return new RequestAnswers(
        answers(hot, other, limits), new SelectAnswers(lake, limits.bytes()), limits.bytes());
  }

  private static QueryAnswers answers(ClickHouseTier hot, TierStore other, AnswerLimits limits) {
    return new QueryAnswers(
        new Planner(OWNERSHIP, () -> Instant.EPOCH, customer -> DeclaredSince.NEVER),
        new HotTierAnswers(hot, RETENTION, limits.bytes(), Clock.systemUTC()),
        Map.of(Tier.HOT, new HotSlices(hot), Tier.LAKE, other),
        limits.bytes(),
        TELEMETRY);
  }

  static HttpResponse get(
      QueryEndpoint endpoint, CustomerId customer, Map<String, String> parameters) {
    return endpoint.handle(request("GET /v2/query", customer, parameters, ""));
  }

  static HttpResponse explain(
      QueryEndpoint endpoint, CustomerId customer, Map<String, String> parameters) {
    return endpoint.handle(request(QueryEndpoint.EXPLAIN, customer, parameters, ""));
  }

  static HttpResponse post(QueryEndpoint endpoint, CustomerId customer, String document) {
    return endpoint.handle(request(QueryEndpoint.POST_ROUTE, customer, Map.of(), document));
  }

  static HttpRequest request(
      String route, CustomerId customer, Map<String, String> parameters, String body) {
    return new HttpRequest(
        route,
        Map.of("x-api-key", ApiKey.of(customer.value()).reveal()),
        parameters,
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        "127.0.0.1",
        "request-1",
        Instant.now().toEpochMilli());
  }

  @Override
  public void close() throws Exception {
    admin.close();
    clickHouse.close();
  }
}
