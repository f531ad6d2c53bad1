package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.cache.CachedTier;
import com.acme.analytics.functions.query.cache.MemoryCache;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.LakeWatermark;
import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.SliceGroups;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lake's cache over a real Trino: what must change its answers does, and nothing else. */
class LakeCacheTest {
  private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");
  private static final TimeRange RANGE = new TimeRange(HOUR, HOUR.plus(Duration.ofHours(2)));
  private static final CustomerId OTHER = new CustomerId("other");

  private static LakeFixture lake;
  private static LakeEngine engine;
  private static CachedTier tier;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.start();
    engine = lake.lake();
    tier =
        new CachedTier(
            new LakeStore(engine),
            "lake",
            new LakeWatermark(engine),
            new MemoryCache(Duration.ofDays(1), 1 << 20, Ticker.systemTicker()));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
    lake.close();
  }

  @Test
  void eventsOfAnotherHourOrAnotherCustomerLeaveWhatIsRemembered() throws SQLException {
    CustomerId customer = new CustomerId("still");
    insert(customer, HOUR, "/a");
    answer(customer);

    insert(OTHER, HOUR, "/a");
    insert(customer, RANGE.to().plus(Duration.ofHours(1)), "/late");
    insert(customer, HOUR.minusSeconds(1), "/early");

    SliceGroups again = answer(customer);
    assertThat(again.cached()).isTrue();
    assertThat(rows(again)).containsExactly(List.of("/a", 1L));
  }

  @Test
  void aLateEventIsInTheNextAnswer() throws SQLException {
    CustomerId customer = new CustomerId("late");
    insert(customer, HOUR, "/a");
    answer(customer);

    insert(customer, RANGE.to().minusMillis(1), "/b");

    SliceGroups again = answer(customer);
    assertThat(again.cached()).isFalse();
    assertThat(rows(again)).containsExactly(List.of("/a", 1L), List.of("/b", 1L));
    assertThat(answer(customer).cached()).isTrue();
  }

  @Test
  void anErasedEventIsNotInTheNextAnswer() throws SQLException {
    CustomerId customer = new CustomerId("erased");
    insert(customer, HOUR, "/a");
    insert(customer, HOUR, "/b");
    answer(customer);

    lake.execute("DELETE FROM events WHERE customer_id = 'erased' AND page_path = '/a'");

    SliceGroups again = answer(customer);
    assertThat(again.cached()).isFalse();
    assertThat(rows(again)).containsExactly(List.of("/b", 1L));
  }

  @Test
  void compactionIsNewsButChangesNoFigure() throws SQLException {
    CustomerId customer = new CustomerId("compacted");
    insert(customer, HOUR, "/a");
    insert(customer, HOUR, "/a");
    answer(customer);

    lake.execute("ALTER TABLE events EXECUTE optimize WHERE customer_id = 'compacted'");

    SliceGroups again = answer(customer);
    assertThat(again.cached()).isFalse();
    assertThat(rows(again)).containsExactly(List.of("/a", 2L));
  }

  @Test
  void twoCustomersWithTheSameQuestionHaveEachTheirOwnAnswer() throws SQLException {
    CustomerId one = new CustomerId("one");
    CustomerId two = new CustomerId("two");
    insert(one, HOUR, "/a");
    insert(two, HOUR, "/b");

    for (boolean cached : List.of(false, true)) {
      SliceGroups first = answer(one);
      SliceGroups second = answer(two);

      assertThat(List.of(first.cached(), second.cached())).containsOnly(cached);
      assertThat(rows(first)).containsExactly(List.of("/a", 1L));
      assertThat(rows(second)).containsExactly(List.of("/b", 1L));
    }
  }

  private static SliceGroups answer(CustomerId customer) {
    return tier.slice(customer, query(), RANGE);
  }

  private static List<List<Object>> rows(SliceGroups slice) {
    MergedGroups groups = new MergedGroups(query());
    slice.groups().forEach(groups::add);
    return groups.rows();
  }

  private static Query query() {
    return new Query(
        List.of(new Measure.Count()),
        List.of(FixedDimension.PATH),
        List.of(),
        RANGE,
        Optional.empty(),
        List.of(),
        100);
  }

  private static void insert(CustomerId customer, Instant time, String path) throws SQLException {
    lake.insert(customer, List.of(TestEvent.of(time, path, Map.of())));
  }
}
