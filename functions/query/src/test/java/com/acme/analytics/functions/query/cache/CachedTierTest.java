package com.acme.analytics.functions.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.SliceGroups;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CachedTierTest {
  private static final CustomerId CUSTOMER = new CustomerId("customer");
  private static final CustomerId OTHER = new CustomerId("other");
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
  private static final Query QUERY = query(List.of(), List.of(), 10);

  private final CountingTier store = new CountingTier();
  private final Map<SliceKey, byte[]> entries = new ConcurrentHashMap<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger askers = new AtomicInteger();
  private volatile boolean watermarkIsDown;
  private final CachedTier tier =
      new CachedTier(
          store,
          "lake",
          (customer, range) -> {
            askers.incrementAndGet();
            if (watermarkIsDown) {
              throw CountingTier.unavailable();
            }
            return "commit " + commits.get();
          },
          new SliceCache() {
            @Override
            public Optional<byte[]> find(SliceKey key) {
              return Optional.ofNullable(entries.get(key));
            }

            @Override
            public void put(SliceKey key, byte[] entry) {
              entries.put(key, entry);
            }
          });

  @Test
  void whatIsAskedAgainIsAnsweredWithoutTheTier() {
    SliceGroups first = slice(CUSTOMER, QUERY);
    SliceGroups second = slice(CUSTOMER, QUERY);

    assertThat(store.asked).hasValue(1);
    assertThat(first.cached()).isFalse();
    assertThat(second.cached()).isTrue();
    assertThat(second.groups()).isEqualTo(first.groups());
  }

  @Test
  void orderAndLimitChooseAmongTheSameGroups() {
    slice(CUSTOMER, QUERY);

    assertThat(slice(CUSTOMER, query(List.of(), List.of(new Order("count", true)), 1)).cached())
        .isTrue();
  }

  @Test
  void anythingElseThatIsAskedIsAnotherEntry() {
    slice(CUSTOMER, QUERY);
    List<Query> others =
        List.of(
            query(List.of(filter("a")), List.of(), 10),
            query(List.of(filter("a|b")), List.of(), 10),
            query(List.of(filter("a", "b")), List.of(), 10),
            query(List.of(filter("a"), filter("b")), List.of(), 10),
            of(List.of(new Measure.OfProperty(Aggregation.P50, new Property("bytes"))), hour()),
            of(List.of(new Measure.OfProperty(Aggregation.P95, new Property("bytes"))), hour()),
            of(List.of(new Measure.Count()), hour()),
            of(List.of(new Measure.Count()), Optional.empty()));

    assertThat(others).extracting(each -> slice(CUSTOMER, each).cached()).containsOnly(false);
    TimeRange half = new TimeRange(RANGE.from(), RANGE.from().plus(Duration.ofHours(12)));
    assertThat(tier.slice(CUSTOMER, QUERY, half).cached()).isFalse();
    assertThat(store.asked).hasValue(others.size() + 2);
  }

  @Test
  void aCustomerIsNeverToldWhatIsRememberedForAnother() {
    slice(OTHER, QUERY);

    SliceGroups groups = slice(CUSTOMER, QUERY);

    assertThat(groups.cached()).isFalse();
    assertThat(groups.groups().getFirst().key()).containsExactly("customer 0");
  }

  @Test
  void anEntryCopiedToAnotherCustomersPlaceIsRefused() {
    slice(OTHER, QUERY);
    byte[] foreign = entries.values().iterator().next();
    slice(CUSTOMER, QUERY);
    entries.replaceAll((key, entry) -> foreign);

    SliceGroups groups = slice(CUSTOMER, QUERY);

    assertThat(groups.cached()).isFalse();
    assertThat(groups.groups().getFirst().key()).containsExactly("customer 0");
    assertThat(slice(CUSTOMER, QUERY).cached()).as("it is replaced").isTrue();
  }

  @Test
  void whatHasChangedIsAskedAgain() {
    slice(CUSTOMER, QUERY);
    commits.incrementAndGet();

    assertThat(slice(CUSTOMER, QUERY).groups().getFirst().measures())
        .containsExactly(new Partial.Count(2));
  }

  @Test
  void aFailureIsNotRemembered() {
    store.fail(true);
    assertThatThrownBy(() -> slice(CUSTOMER, QUERY)).isInstanceOf(ProblemException.class);
    store.fail(false);

    assertThat(slice(CUSTOMER, QUERY).cached()).isFalse();
  }

  @Test
  void withoutAWatermarkTheTierIsAskedEachTime() {
    watermarkIsDown = true;

    assertThat(slice(CUSTOMER, QUERY).cached()).isFalse();
    assertThat(slice(CUSTOMER, QUERY).cached()).isFalse();
    assertThat(entries).isEmpty();
  }

  @Test
  void moreGroupsThanASliceMayHaveAreNotRemembered() {
    store.answerWith(TierStore.MAX_GROUPS + 1);

    assertThat(slice(CUSTOMER, QUERY).groups()).hasSize(TierStore.MAX_GROUPS + 1);
    assertThat(entries).isEmpty();
  }

  @Test
  void ofSeveralThatAskAtOnceOneAsksTheTierAndAnInterruptOfThatOneFailsNoOther() throws Exception {
    CountDownLatch gate = store.close();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SliceGroups> first = threads.submit(() -> slice(CUSTOMER, QUERY));
      await(() -> store.asked.get() == 1);
      Thread[] waiting = new Thread[1];
      Future<SliceGroups> second =
          threads.submit(
              () -> {
                waiting[0] = Thread.currentThread();
                return slice(CUSTOMER, QUERY);
              });
      await(() -> askers.get() == 2 && waiting[0].getState() == Thread.State.WAITING);

      first.cancel(/* mayInterruptIfRunning= */ true);
      gate.countDown();

      assertThat(second.get(30, TimeUnit.SECONDS).groups()).hasSize(1);
      assertThat(store.asked).hasValue(1);
    }
  }

  @Test
  void whenNobodyWaitsAnyMoreTheTierIsInterrupted() throws Exception {
    store.close();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SliceGroups> only = threads.submit(() -> slice(CUSTOMER, QUERY));
      await(() -> store.asked.get() == 1);

      only.cancel(/* mayInterruptIfRunning= */ true);

      assertThat(store.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private SliceGroups slice(CustomerId customer, Query query) {
    return tier.slice(customer, query, RANGE);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
  }

  private static Filter filter(String... values) {
    return new Filter(FixedDimension.PATH, Operator.IN, List.of(values));
  }

  private static Optional<Granularity> hour() {
    return Optional.of(Granularity.HOUR);
  }

  private static Query of(List<Measure> measures, Optional<Granularity> granularity) {
    return new Query(measures, List.of(), List.of(), RANGE, granularity, List.of(), 10);
  }

  private static Query query(List<Filter> filters, List<Order> order, int limit) {
    return new Query(
        List.of(new Measure.Count()),
        List.of(FixedDimension.PATH),
        filters,
        RANGE,
        Optional.empty(),
        order,
        limit);
  }
}
