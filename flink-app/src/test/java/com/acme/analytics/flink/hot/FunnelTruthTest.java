package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.clickhouse.FunnelSelect;
import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.funnel.FunnelHarness;
import com.acme.analytics.flink.funnel.FunnelRow;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseAccount.Role;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.clickhouse.client.api.Client;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operators of funnels give is what SQL gives of the same events. */
class FunnelTruthTest {
  private static final String CUSTOMER = "acme";

  private static Instant from;
  private static Instant to;
  private static EngineFixture<ClickHouseEngine> clickHouse;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    to = from.plus(Duration.ofHours(6));
    clickHouse = EngineFixture.clickHouse();
    ClickHouseAccount account = clickHouse.engine().account(Role.ADMIN);
    admin =
        ClickHouse.connect(
            new ClickHouseConfig(clickHouse.engine().url(), "acme", "unused"),
            new Credentials(account.name(), account.password()));
    new Migrator(admin, "acme").migrate();
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    clickHouse.close();
  }

  @AfterEach
  void empty() {
    admin.queryAll("TRUNCATE TABLE acme.events SYNC");
    admin.queryAll("TRUNCATE TABLE acme.funnels SYNC");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void streamAndSqlGiveTheSameRows(long seed) throws Exception {
    Random random = new Random(seed);
    List<Event> events = store(random);
    for (int i = 0; i < 4; i++) {
      Funnel funnel = funnel(random, new UUID(seed, i), from);
      stream(funnel, events);

      List<String> truth = truth(funnel, from, to);
      assertThat(truth).isNotEmpty();
      assertThat(stored(funnel)).isEqualTo(truth);
    }
  }

  @Test
  void historyBeforeTheActivationAndTheStreamFromItAreAllOfIt() throws Exception {
    Random random = new Random(7);
    List<Event> events = store(random);
    Instant activeFrom = from.plus(Duration.ofMinutes(47));
    Funnel funnel = funnel(random, new UUID(7, 7), activeFrom);
    stream(funnel, events);

    List<String> joined = new ArrayList<>(truth(funnel, from, activeFrom));
    joined.addAll(stored(funnel));
    Collections.sort(joined);

    assertThat(stored(funnel)).isNotEmpty();
    assertThat(joined).isEqualTo(truth(funnel, from, to));
  }

  private static List<Event> store(Random random) throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(event(i, random));
    }
    OpenBatch<DescribedEvent> batch = new OpenBatch<>(new EventRows());
    for (Event event : events) {
      batch.add(Events.described(event), 0);
    }
    try (ClickHouse tier = new ClickHouse(connect(), "events")) {
      tier.insert(batch.take());
    }
    return events;
  }

  /** Times lie close, and on whole steps of 20 seconds, so that many are the same. */
  private static Event event(int id, Random random) {
    Event event = Events.event(CUSTOMER, null, new UUID(random.nextLong(), id));
    event.setTimestamp(from.plusSeconds(20L * random.nextInt(300)));
    event.setEvent(List.of("view", "cart", "buy").get(random.nextInt(3)));
    int user = random.nextInt(8);
    if (user % 3 == 1) {
      event.setAnonymousId("anonymous" + user);
    } else if (user > 0) {
      event.setUserId("user" + user);
    }
    if (user > 0) {
      event.setUserHash(0x1234_5678_9ABCL * (user + 1));
    }
    event.setPagePath(random.nextInt(4) == 0 ? null : "/" + random.nextInt(3));
    event.setCountry(random.nextBoolean() ? "DE" : null);
    if (random.nextInt(3) > 0) {
      event.setDimensions(Map.of("plan", random.nextBoolean() ? "free" : "7"));
      event.setMeasures(Map.of("amount", (double) random.nextInt(10)));
    }
    return event;
  }

  private static Funnel funnel(Random random, UUID id, Instant activeFrom) {
    List<FunnelStep> steps = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<Filter> filters = new ArrayList<>();
      if (random.nextBoolean()) {
        filters.add(filter(random));
      }
      steps.add(new FunnelStep(List.of("view", "cart", "buy").get(random.nextInt(3)), filters));
    }
    List<Optional<String>> breakdowns =
        List.of(Optional.empty(), Optional.of("country"), Optional.of("path"), Optional.of("plan"));
    return new Funnel(
        id,
        new CustomerId(CUSTOMER),
        "random",
        steps,
        Duration.ofMinutes(1 + random.nextInt(30)),
        breakdowns.get(random.nextInt(4)),
        activeFrom);
  }

  private static Filter filter(Random random) {
    List<Filter> filters =
        List.of(
            new Filter(FixedDimension.PATH, Operator.EQ, List.of("/1")),
            new Filter(FixedDimension.PATH, Operator.NE, List.of("/1")),
            new Filter(FixedDimension.PATH, Operator.IN, List.of("/1", "/2")),
            new Filter(FixedDimension.PATH, Operator.CONTAINS, List.of("/")),
            new Filter(FixedDimension.COUNTRY, Operator.EXISTS, List.of()),
            new Filter(FixedDimension.COUNTRY, Operator.MISSING, List.of()),
            new Filter(FixedDimension.BOT, Operator.EQ, List.of("false")),
            new Filter(new Property("plan"), Operator.EQ, List.of("free")),
            new Filter(new Property("plan"), Operator.NE, List.of("free")),
            new Filter(new Property("plan"), Operator.IN, List.of("7", "it's\n\\")),
            new Filter(new Property("plan"), Operator.CONTAINS, List.of("re")),
            new Filter(new Property("plan"), Operator.EXISTS, List.of()),
            new Filter(new Property("plan"), Operator.MISSING, List.of()),
            new Filter(new Property("amount"), Operator.EQ, List.of("7.0")),
            new Filter(new Property("amount"), Operator.NE, List.of("3")),
            new Filter(new Property("amount"), Operator.LT, List.of("5")),
            new Filter(new Property("amount"), Operator.LE, List.of("5")),
            new Filter(new Property("amount"), Operator.GT, List.of("2.5")),
            new Filter(new Property("amount"), Operator.GE, List.of("5")));
    return filters.get(random.nextInt(filters.size()));
  }

  /** Shuffled, through both operators and the sink's rows into the table. */
  private static void stream(Funnel funnel, List<Event> events) throws Exception {
    List<AnalyticsEvent> analytics = new ArrayList<>();
    events.forEach(event -> analytics.add(analytics(event)));
    Collections.shuffle(analytics, new Random(funnel.id().hashCode()));
    OpenBatch<FunnelRow> batch = new OpenBatch<>(new FunnelRows());
    try (FunnelHarness harness = FunnelHarness.of(10_000)) {
      harness.define(funnel);
      harness.add(analytics, 17);
      for (FunnelRow row : harness.rows()) {
        batch.add(row, 0);
      }
    }
    try (ClickHouse tier = new ClickHouse(connect(), "funnels")) {
      tier.insert(batch.take());
    }
  }

  private static AnalyticsEvent analytics(Event event) {
    String user =
        text(event.getUserId()).isEmpty() ? text(event.getAnonymousId()) : event.getUserId();
    return new AnalyticsEvent(
        event.getCustomerId(),
        event.getCustomerId() + "/" + (user.isEmpty() ? event.getEventId() : user),
        user,
        event.getUserHash() == null ? 0 : event.getUserHash(),
        event.getEventId().getMostSignificantBits(),
        event.getEventId().getLeastSignificantBits(),
        event.getTimestamp().toEpochMilli(),
        event.getEvent(),
        text(event.getPagePath()),
        text(event.getCountry()),
        "",
        "",
        "",
        "",
        "",
        false,
        "",
        "",
        "",
        "",
        "",
        "",
        event.getDimensions(),
        event.getMeasures());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static List<String> stored(Funnel funnel) {
    return rows(
        "SELECT * FROM acme.funnels FINAL WHERE customer_id = {customer:String}"
            + " AND funnel_id = {funnel:UUID}",
        Map.of("customer", CUSTOMER, "funnel", funnel.id().toString()));
  }

  private static List<String> truth(Funnel funnel, Instant since, Instant until) {
    FunnelSelect select = FunnelSelect.of(funnel, since, until);
    return rows(select.sql(), select.parameters());
  }

  private static List<String> rows(String select, Map<String, Object> parameters) {
    return admin
        .queryAll(
            "SELECT concat(toString(toUnixTimestamp(start)), ' ', value, ' ', toString(step), ' ',"
                + " toString(members), ' ', toString(users), ' ', toString(mapSort(histogram)))"
                + " AS row FROM ("
                + select
                + ") ORDER BY row",
            new HashMap<>(parameters))
        .stream()
        .map(row -> row.getString(1))
        .toList();
  }

  private static Client connect() {
    ClickHouseAccount account = clickHouse.engine().account(Role.INGEST);
    return ClickHouse.connect(
        new ClickHouseConfig(clickHouse.engine().url(), "acme", "unused"),
        new Credentials(account.name(), account.password()));
  }
}
