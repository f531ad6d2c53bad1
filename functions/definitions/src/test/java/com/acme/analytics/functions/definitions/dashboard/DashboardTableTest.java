package com.acme.analytics.functions.definitions.dashboard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites.Change;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** On a real DynamoDB; each test has customers of its own. */
final class DashboardTableTest {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:00.123Z");
  private static final int WRITERS = 8;

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamo;

  private final CustomerId customer = new CustomerId("c-" + UUID.randomUUID());
  private final CustomerId other = new CustomerId("o-" + UUID.randomUUID());
  private final AtomicLong made = new AtomicLong();
  private Instant now = NOW;
  private final DashboardTable table = new DashboardTable(dynamo, "dashboards");
  private final DashboardWrites writes = writes(dynamo);

  @BeforeAll
  static void start() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamo = client(engine.engine().url());
    new DynamoDbTables(dynamo).create("dashboards", "customer_id", "dashboard");
  }

  @AfterAll
  static void stop() throws Exception {
    dynamo.close();
    engine.close();
  }

  @Test
  void aChangeMakesTheNextVersionAndKeepsTheFormerOne() {
    SavedDashboard first = writes.create(customer, named("a"));
    now = NOW.plusSeconds(60);

    Change change = writes.replace(customer, first.id(), 1, named("b")).orElseThrow();

    SavedDashboard second = new SavedDashboard(first.id(), 2, NOW, now, named("b"));
    assertThat(change).isEqualTo(new Change(/* made= */ true, second));
    assertThat(table.find(customer, first.id())).contains(second);
    assertThat(table.find(customer, first.id(), 2)).contains(second);
    assertThat(table.find(customer, first.id(), 1)).contains(first);
    assertThat(table.find(customer, first.id(), 3)).isEmpty();
    assertThat(table.find(customer, first.id(), 0)).isEmpty();
    assertThat(table.find(customer, first.id(), -1)).isEmpty();
  }

  @Test
  void aChangeOfAnotherVersionIsNotMadeAndSaysWhichThereIs() {
    UUID id = writes.create(customer, named("a")).id();
    SavedDashboard current = writes.replace(customer, id, 1, named("b")).orElseThrow().dashboard();

    assertThat(writes.replace(customer, id, 1, named("c")))
        .contains(new Change(/* made= */ false, current));
    assertThat(writes.replace(customer, id, 3, named("c")))
        .contains(new Change(/* made= */ false, current));
    assertThat(writes.delete(customer, id, 1)).contains(new Change(/* made= */ false, current));
    assertThat(table.find(customer, id)).contains(current);
  }

  @Test
  void ofWritersOfTheSameVersionExactlyOneWins() {
    for (int round = 1; round <= 5; round++) {
      UUID id = writes.create(customer, named("a")).id();

      List<Change> changes =
          together(writer -> writes.replace(customer, id, 1, named("by " + writer)).orElseThrow());

      List<Change> won = changes.stream().filter(Change::made).toList();
      assertThat(won).hasSize(1);
      assertThat(table.find(customer, id)).contains(won.getFirst().dashboard());
      assertThat(won.getFirst().dashboard().version()).isEqualTo(2);
    }
  }

  @Test
  void whatWritersSaveInTurnIsAllThere() {
    UUID id = writes.create(customer, named("first")).id();

    together(writer -> addedTo(id, writer));

    SavedDashboard last = table.find(customer, id).orElseThrow();
    assertThat(last.version()).isEqualTo(1 + WRITERS);
    Set<String> names = new HashSet<>();
    for (SavedDashboard each : versions(id, 3)) {
      names.add(each.content().name());
    }
    assertThat(names).hasSize(1 + WRITERS);
  }

  @Test
  void aDeletionAndAChangeOfTheSameVersionAreNeverBothMade() {
    for (int round = 0; round < 5; round++) {
      UUID id = writes.create(customer, named("a")).id();

      List<Optional<Change>> changes =
          together(
              writer ->
                  writer % 2 == 0
                      ? writes.delete(customer, id, 1)
                      : writes.replace(customer, id, 1, named("b")));

      assertThat(changes.stream().flatMap(Optional::stream).filter(Change::made)).hasSize(1);
    }
  }

  @Test
  void aDeletedDashboardIsGoneWithItsFormerVersions() {
    UUID id = writes.create(customer, named("a")).id();
    assertThat(writes.replace(customer, id, 1, named("b")).orElseThrow().made()).isTrue();

    assertThat(writes.delete(customer, id, 2).orElseThrow().made()).isTrue();

    assertThat(table.find(customer, id)).isEmpty();
    assertThat(table.find(customer, id, 1)).isEmpty();
    assertThat(table.versions(customer, id, Optional.empty(), 10)).isEmpty();
    assertThat(table.list(customer, Optional.empty(), 10).items()).isEmpty();
    assertThat(writes.delete(customer, id, 2)).isEmpty();
    assertThat(writes.replace(customer, id, 2, named("c"))).isEmpty();
  }

  @Test
  void theNewestFiftyVersionsAreKeptEachForAWhile() {
    UUID id = writes.create(customer, named("1")).id();
    for (int version = 2; version <= 52; version++) {
      assertThat(
              writes
                  .replace(customer, id, version - 1, named(Integer.toString(version)))
                  .orElseThrow()
                  .made())
          .isTrue();
    }

    List<SavedDashboard> kept = versions(id, 7);

    assertThat(kept).hasSize(DashboardWrites.MOST_VERSIONS);
    assertThat(kept)
        .extracting(SavedDashboard::version)
        .containsExactlyElementsOf(
            IntStream.iterate(52, version -> version - 1).limit(50).boxed().toList());
    assertThat(table.find(customer, id, 2)).isEmpty();
    assertThat(table.find(customer, id, 3))
        .hasValueSatisfying(third -> assertThat(third.content()).isEqualTo(named("3")));
    AttributeValue expiry =
        dynamo
            .getItem(
                get ->
                    get.tableName("dashboards")
                        .key(DashboardItems.key(customer, DashboardItems.former(id, 3))))
            .item()
            .get("expires_at");
    assertThat(expiry.n()).isEqualTo(Long.toString(NOW.plus(Duration.ofDays(90)).getEpochSecond()));
  }

  @Test
  void aListIsPagedInTheOrderOfMaking() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(writes.create(customer, named("d" + i)).id());
    }
    writes.create(other, named("not yours"));

    Page<SavedDashboard> first = table.list(customer, Optional.empty(), 2);
    Page<SavedDashboard> second = table.list(customer, first.next(), 2);
    assertThat(writes.delete(customer, ids.get(3), 1).orElseThrow().made()).isTrue();
    Page<SavedDashboard> third = table.list(customer, second.next(), 2);

    assertThat(first.items()).extracting(SavedDashboard::id).isEqualTo(ids.subList(0, 2));
    assertThat(second.items()).extracting(SavedDashboard::id).isEqualTo(ids.subList(2, 4));
    assertThat(third.items()).extracting(SavedDashboard::id).isEqualTo(ids.subList(4, 5));
    assertThat(third.next()).isEmpty();
    assertThat(table.list(customer, Optional.empty(), 4).next()).isEmpty();
  }

  @Test
  void aCursorIsOfNoUseToAnotherCustomerNorInAnotherList() {
    UUID id = writes.create(customer, named("a")).id();
    writes.create(customer, named("b"));
    writes.create(other, named("not yours"));
    assertThat(writes.replace(customer, id, 1, named("c")).orElseThrow().made()).isTrue();
    Optional<String> list = table.list(customer, Optional.empty(), 1).next();
    Optional<String> versions =
        table.versions(customer, id, Optional.empty(), 1).orElseThrow().next();
    assertThat(list).isPresent();
    assertThat(versions).isPresent();

    assertRefused(() -> table.list(other, list, 1));
    assertRefused(() -> table.list(customer, versions, 1));
    assertRefused(() -> table.versions(other, id, versions, 1));
    assertRefused(() -> table.versions(customer, UUID.randomUUID(), versions, 1));
    assertRefused(() -> table.versions(customer, id, list, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!", "AAAA", "MDAwMDAwMDAwMDAwMDAwMDE"})
  void textThatIsNoCursorIsRefused(String text) {
    assertRefused(() -> table.list(customer, Optional.of(text), 1));
    assertRefused(() -> table.versions(customer, new UUID(0, 1), Optional.of(text), 1));
  }

  @Test
  void anotherCustomerNeitherReadsNorChangesIt() {
    SavedDashboard own = writes.create(customer, named("a"));
    assertThat(writes.replace(customer, own.id(), 1, named("b")).orElseThrow().made()).isTrue();

    assertThat(table.find(other, own.id())).isEmpty();
    assertThat(table.find(other, own.id(), 1)).isEmpty();
    assertThat(table.findAll(other, Set.of(own.id()))).isEmpty();
    assertThat(table.versions(other, own.id(), Optional.empty(), 10)).isEmpty();
    assertThat(writes.replace(other, own.id(), 2, named("c"))).isEmpty();
    assertThat(writes.delete(other, own.id(), 2)).isEmpty();
    assertThat(table.find(customer, own.id()).orElseThrow().content()).isEqualTo(named("b"));
  }

  @Test
  void asManyAsACustomerMayHaveIsTheEndEvenForWritersAtOnce() {
    dynamo.putItem(
        put ->
            put.tableName("dashboards")
                .item(
                    with(
                        DashboardItems.key(customer, DashboardItems.COUNT),
                        DashboardWrites.MOST_DASHBOARDS - 3)));

    List<Optional<UUID>> created = together(writer -> createdBy(writer));

    assertThat(created.stream().flatMap(Optional::stream)).hasSize(3);
    assertThat(table.list(customer, Optional.empty(), 50).items()).hasSize(3);
    UUID one = created.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    assertThat(writes.delete(customer, one, 1).orElseThrow().made()).isTrue();
    assertThat(createdBy(0)).isPresent();
    assertThat(createdBy(0)).isEmpty();
  }

  @Test
  void aTableThatCannotBeReachedIsUnavailable() {
    try (DynamoDbClient nowhere = client(URI.create("http://127.0.0.1:1"))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> writes(nowhere).create(customer, named("a")))
          .satisfies(
              refusal ->
                  assertThat(refusal.problem().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
  }

  private DashboardWrites writes(DynamoDbClient client) {
    InstantSource clock = () -> now;
    return new DashboardWrites(
        client, "dashboards", clock, () -> new UUID(0x7000L, made.incrementAndGet()));
  }

  private Optional<UUID> createdBy(int writer) {
    try {
      return Optional.of(writes.create(customer, named("by " + writer)).id());
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(ErrorCode.TOO_MANY_DEFINITIONS);
      return Optional.empty();
    }
  }

  /** As a person would: reads, changes, and looks again when another was faster. */
  private Change addedTo(UUID id, int writer) {
    while (true) {
      SavedDashboard current = table.find(customer, id).orElseThrow();
      Change change =
          writes.replace(customer, id, current.version(), named("by " + writer)).orElseThrow();
      if (change.made()) {
        return change;
      }
    }
  }

  private List<SavedDashboard> versions(UUID id, int limit) {
    List<SavedDashboard> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<SavedDashboard> page = table.versions(customer, id, cursor, limit).orElseThrow();
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  private interface Writer<T> {
    T write(int number);
  }

  private static <T> List<T> together(Writer<T> writer) {
    CountDownLatch ready = new CountDownLatch(WRITERS);
    List<CompletableFuture<T>> all =
        IntStream.range(0, WRITERS)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          ready.countDown();
                          try {
                            ready.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return writer.write(number);
                        },
                        command -> Thread.ofVirtual().start(command)))
            .toList();
    return all.stream().map(each -> each.orTimeout(60, SECONDS).join()).toList();
  }

  private static Map<String, AttributeValue> with(Map<String, AttributeValue> key, int heads) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put("heads", DashboardItems.number(heads));
    return item;
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
              assertThat(refusal.problem().pointer()).isEqualTo("cursor");
            });
  }

  private static Dashboard named(String name) {
    return new Dashboard(name, Optional.empty(), List.of());
  }

  private static DynamoDbClient client(URI url) {
    return DynamoDbClient.builder()
        .endpointOverride(url)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
