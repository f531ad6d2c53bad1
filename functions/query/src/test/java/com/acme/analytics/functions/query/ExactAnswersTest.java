package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.query.sql.SqlPrinter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the events and the query: ClickHouse answers what a plain computation does. */
class ExactAnswersTest {
  private static final GeneratedQueries GENERATED = GeneratedQueries.ofThreeDaysAgo();

  private static HotStore store;
  private static ClickHouseTier tier;
  private static QueryEndpoint endpoint;
  private static int customers;

  @BeforeContainer
  static void start() throws Exception {
    store = HotStore.start();
    tier = store.tier();
    endpoint = HotStore.endpoint(tier);
  }

  @AfterContainer
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void anAnswerEqualsAPlainComputation(
      @ForAll("events") List<TestEvent> events,
      @ForAll("queries") List<Map<String, String>> queries)
      throws Exception {
    CustomerId customer = new CustomerId("customer-" + customers++);
    store.insert(customer, events);
    store.insert(customer, events.subList(0, events.size() / 2));

    for (Map<String, String> parameters : queries) {
      Query query = new QueryParameters(HotStore.DEFAULTS).parse(parameters, Instant.now());
      HttpResponse response = HotStore.get(endpoint, customer, parameters);

      String body = new String(response.body(), StandardCharsets.UTF_8);
      assertThat(response.status()).as("%s: %s", parameters, body).isEqualTo(200);
      assertThat(
              ReferenceAnswer.comparable(PlainJson.list(PlainJson.read(response.body()), "rows")))
          .as("%s over %s", parameters, events)
          .isEqualTo(ReferenceAnswer.comparable(new ReferenceAnswer(query).rows(events)));
      assertEqualInSql(customer, query, response);
    }
  }

  /** SQL that says the same has the same answer, to the byte but for how long it took. */
  private static void assertEqualInSql(CustomerId customer, Query query, HttpResponse response) {
    String sql = SqlPrinter.print(query);

    HttpResponse answer = HotStore.post(endpoint, customer, PlainJson.text(Map.of("sql", sql)));

    assertThat(withoutMeta(answer)).as(sql).isEqualTo(withoutMeta(response));
  }

  private static String withoutMeta(HttpResponse response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    return body.substring(0, body.lastIndexOf("\"meta\""));
  }

  @Provide
  Arbitrary<List<TestEvent>> events() {
    return GENERATED.events();
  }

  @Provide
  Arbitrary<List<Map<String, String>>> queries() {
    return GENERATED.queries(10);
  }
}
