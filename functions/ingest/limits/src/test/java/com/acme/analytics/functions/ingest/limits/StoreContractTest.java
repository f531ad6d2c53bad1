package com.acme.analytics.functions.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.ingest.limits.LeaseRequest.Form;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.DynamoDbTables;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What holds for a real DynamoDB and for the store in memory that the laws are tested on. */
final class StoreContractTest {
  private static final String TABLE = "rate-limits";
  private static final String KEY_HASH = "key_hash";
  private static final long NOW = 1_773_050_400_000_000_001L;

  private static EngineFixture<DynamoDbEngine> engine;
  private static DynamoDbClient dynamoDb;

  @BeforeAll
  static void createTable() throws Exception {
    engine = EngineFixture.dynamoDb();
    dynamoDb = client(engine.engine().url());
    new DynamoDbTables(dynamoDb).create(TABLE, KEY_HASH);
  }

  @AfterAll
  static void stopEngine() throws Exception {
    dynamoDb.close();
    engine.close();
  }

  static Stream<LeaseStore> stores() {
    return Stream.of(new MemoryLeaseStore(), new DynamoLeaseStore(dynamoDb, TABLE));
  }

  @Test
  void bothStoresAnswerTheSameToAnySequence() {
    LeaseStore memory = new MemoryLeaseStore();
    LeaseStore dynamo = new DynamoLeaseStore(dynamoDb, TABLE);
    Random random = new Random(7);
    long now = NOW;
    int leased = 0;
    for (int i = 0; i < 400; i++) {
      now += random.nextInt(8);
      Form form = random.nextBoolean() ? Form.FULL : Form.IN_USE;
      LeaseRequest request = new LeaseRequest(form, now, random.nextInt(12), now + 12, 1);
      String keyHash = "same-" + random.nextInt(3);
      LeaseAnswer answer = dynamo.lease(keyHash, request);
      assertThat(answer).isEqualTo(memory.lease(keyHash, request));
      leased += answer instanceof LeaseAnswer.Leased ? 1 : 0;
    }
    assertThat(leased).isBetween(50, 350);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void threadsThatContendTakeEachNanosecondOnce(LeaseStore store) throws Exception {
    store.lease("contended", new LeaseRequest(Form.FULL, NOW, 7, NOW + 1_000, 1));
    AtomicLong leases = new AtomicLong(1);
    LeaseRequest request = new LeaseRequest(Form.IN_USE, NOW, 7, NOW + 1_000, 1);
    inThreads(
        8,
        () -> {
          while (store.lease("contended", request) instanceof LeaseAnswer.Leased) {
            leases.incrementAndGet();
          }
        });

    assertThat(leases).hasValue(1_000 / 7);
    assertThat(store.lease("contended", request)).isEqualTo(refused(NOW + 1_000 / 7 * 7));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void manyThreadsOfSeveralProcessesKeepTheLimit(LeaseStore store) throws Exception {
    RateLimit limit = new RateLimit(20_000, 40_000);
    Credential key = new Credential(new CustomerId("shop"), "shared", Set.of(Scope.INGEST), limit);
    // One clock, and the last tick a thread read is when its events were admitted.
    long start = System.nanoTime();
    ThreadLocal<Long> admittedAt = new ThreadLocal<>();
    Ticker ticker =
        () -> {
          long now = System.nanoTime() - start;
          admittedAt.set(now);
          return now;
        };
    InstantSource clock = () -> Instant.EPOCH.plusNanos(System.nanoTime() - start);
    List<EventLimiter> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(
          new LeasingLimiter(store, clock, ticker, new SecureRandom(), LimiterListener.NONE));
    }
    Admissions admissions = new Admissions();
    AtomicLong granted = new AtomicLong();
    AtomicLong next = new AtomicLong();
    inThreads(
        16,
        () -> {
          EventLimiter process = processes.get((int) (next.getAndIncrement() % 4));
          while (granted.get() < 50_000) {
            Grant grant = process.take(key, 100);
            admissions.add(admittedAt.get(), grant.granted());
            granted.addAndGet(grant.granted());
            LockSupport.parkNanos(Math.min(10_000_000, grant.retryAfter().toNanos()));
          }
        });

    assertThat(granted.get()).isGreaterThanOrEqualTo(50_000);
    assertThat(admissions.excess(limit)).isNotPositive();
  }

  @Test
  void anItemIsForgottenByItsTimeToLive() {
    new DynamoLeaseStore(dynamoDb, TABLE)
        .lease("forgotten", new LeaseRequest(Form.FULL, NOW, 7, NOW + 1_000, 1_773_054_001));

    assertThat(
            dynamoDb
                .getItem(
                    get ->
                        get.tableName(TABLE)
                            .key(Map.of(KEY_HASH, AttributeValue.fromS("forgotten"))))
                .item())
        .containsEntry("tat", AttributeValue.fromN(Long.toString(NOW + 7)))
        .containsEntry("expires_at", AttributeValue.fromN("1773054001"));
  }

  @Test
  void aTableThatCannotBeReachedIsAFailure() {
    try (DynamoDbClient nowhere = client(URI.create("http://127.0.0.1:1"))) {
      LeaseStore store = new DynamoLeaseStore(nowhere, TABLE);
      assertThatThrownBy(
              () -> store.lease("hash", new LeaseRequest(Form.FULL, NOW, 7, NOW + 1_000, 1)))
          .isInstanceOf(LeaseStoreException.class)
          .hasMessage("table rate-limits can't be updated");
    }
  }

  private static LeaseAnswer refused(long tat) {
    return new LeaseAnswer.Refused(OptionalLong.of(tat));
  }

  private static void inThreads(int count, Runnable body) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(threads.submit(body));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static DynamoDbClient client(URI url) {
    return DynamoDbClient.builder()
        .endpointOverride(url)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
