package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Wherever time is cut: what the lake and the hot tier say of the parts is the answer of all. */
class UnitedSlicesTest {
  private static final GeneratedQueries GENERATED = GeneratedQueries.ofThreeDaysAgo();

  private static HotStore hot;
  private static ClickHouseTier clickHouse;
  private static LakeFixture lake;
  private static int customers;

  @BeforeContainer
  static void start() throws Exception {
    hot = HotStore.start();
    clickHouse = hot.tier();
    lake = LakeFixture.start();
  }

  @AfterContainer
  static void stop() throws Exception {
    lake.close();
    clickHouse.close();
    hot.close();
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void unitedSlicesEqualAPlainComputation(
      @ForAll("events") List<TestEvent> events,
      @ForAll("queries") List<Map<String, String>> queries,
      @ForAll("cuts") Instant cut)
      throws Exception {
    CustomerId customer = new CustomerId("customer-" + customers++);
    hot.insert(customer, events);
    lake.insert(customer, events);

    for (Map<String, String> parameters : queries) {
      Query query = new QueryParameters(HotStore.DEFAULTS).parse(parameters, Instant.now());
      MergedGroups groups = new MergedGroups(query);
      query
          .range()
          .until(cut)
          .ifPresent(range -> add(lake.store(), customer, query, range, groups));
      query
          .range()
          .since(cut)
          .ifPresent(range -> add(new HotSlices(clickHouse), customer, query, range, groups));

      List<List<Object>> rows =
          groups.rows().stream().limit(query.limit()).map(UnitedSlicesTest::asText).toList();
      assertThat(ReferenceAnswer.comparable(rows))
          .as("%s over %s, cut at %s", parameters, events, cut)
          .isEqualTo(ReferenceAnswer.comparable(new ReferenceAnswer(query).rows(events)));
      assertThat(groups.isExact()).isTrue();
    }
  }

  private static void add(
      TierStore store, CustomerId customer, Query query, TimeRange range, MergedGroups groups) {
    store.read(customer, query, range, groups::add);
  }

  private static List<Object> asText(List<Object> row) {
    return row.stream()
        .map(cell -> cell instanceof Instant time ? time.toString() : cell)
        .collect(Collectors.toList());
  }

  @Provide
  Arbitrary<List<TestEvent>> events() {
    return GENERATED.events();
  }

  @Provide
  Arbitrary<List<Map<String, String>>> queries() {
    return GENERATED.queries(6);
  }

  /** Within the events' two days, before them and after them; off the minute too. */
  @Provide
  Arbitrary<Instant> cuts() {
    return Arbitraries.longs()
        .between(-1, 172_800_001)
        .map(millis -> GENERATED.start().plusMillis(millis));
  }
}
