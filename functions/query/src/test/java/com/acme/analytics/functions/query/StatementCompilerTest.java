package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementCompilerTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant HELD_SINCE = Instant.parse("2026-03-03T12:00:00Z");
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  @Test
  void theShortestQueryCountsTheCustomersEvents() {
    ClickHouseStatement statement = compile(Map.of());

    assertThat(statement.text())
        .isEqualTo(
            """
            SELECT count() AS c0
            FROM events FINAL
            WHERE customer_id = {customer:String}
              AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            LIMIT {limit:UInt32}
            SETTINGS do_not_merge_across_partitions_select_final = 1""");
    assertThat(statement.parameters())
        .containsEntry("customer", "acme")
        .containsEntry("from", Long.toString(HELD_SINCE.toEpochMilli()))
        .containsEntry("limit", "101")
        .hasSize(4);
  }

  @Test
  void aQueryWithEverythingIsOneStatement() {
    ClickHouseStatement statement =
        compile(
            Map.of(
                "measures", "count,unique_users,avg:cart.total",
                "dimensions", "path,st\\\\atus",
                "filter", "status:eq:404,event:ne:x,bytes:gt:1.5",
                "granularity", "1h",
                "order", "-count",
                "limit", "5"));

    assertThat(statement.text())
        .isEqualTo(
            """
            SELECT toStartOfInterval(timestamp, INTERVAL 1 HOUR, 'UTC') AS c0,
              nullIf(page_path, '') AS c1,
              if(startsWith(dynamicType(properties.`st\\\\atus`), 'Array'), NULL, CAST(properties.`st\\\\atus`, 'Nullable(String)')) AS c2,
              count() AS c3,
              uniqExact(nullIf(if(user_id != '', user_id, anonymous_id), '')) AS c4,
              avgOrNull(coalesce(properties.`cart`.`total`.:Float64, toFloat64(properties.`cart`.`total`.:Int64), toFloat64(properties.`cart`.`total`.:UInt64))) AS c5
            FROM events FINAL
            WHERE customer_id = {customer:String}
              AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
              AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
              AND (properties.`status`.:String = {p3:String} OR properties.`status`.:Int64 = {p4:Int64} OR properties.`status`.:UInt64 = {p4:Int64} OR properties.`status`.:Float64 = {p4:Int64})
              AND event NOT IN ({p5:String})
              AND (properties.`bytes`.:Int64 > {p6:Float64} OR properties.`bytes`.:UInt64 > {p6:Float64} OR properties.`bytes`.:Float64 > {p6:Float64})
            GROUP BY c0, c1, c2
            ORDER BY c3 DESC NULLS LAST, c0 ASC NULLS LAST, c1 ASC NULLS LAST, c2 ASC NULLS LAST
            LIMIT {limit:UInt32}
            SETTINGS do_not_merge_across_partitions_select_final = 1""");
    assertThat(statement.parameters())
        .containsEntry("p3", "404")
        .containsEntry("p4", "404")
        .containsEntry("p5", "x")
        .containsEntry("p6", "1.5");
  }

  @Test
  void whatTheTierNoLongerHoldsIsLeftOut() {
    ClickHouseStatement statement = compile(Map.of("from", "2015-01-01T00:00:00Z"));

    assertThat(statement.parameters())
        .containsEntry("from", Long.toString(HELD_SINCE.toEpochMilli()));
  }

  @Test
  void aBoundBetweenMillisecondsIsTheNextOne() {
    ClickHouseStatement statement =
        compile(Map.of("from", "2026-03-10T11:00:00.0000001Z", "to", "2026-03-10T12:00:00Z"));

    assertThat(statement.parameters())
        .containsEntry(
            "from", Long.toString(Instant.parse("2026-03-10T11:00:00.001Z").toEpochMilli()))
        .containsEntry("to", Long.toString(NOW.toEpochMilli()));
  }

  @Test
  void controlCharactersOfAValueAreEscapedAsParametersNeed() {
    ClickHouseStatement statement = compile(Map.of("filter", "path:eq:a\tb\nc\\\\d"));

    assertThat(statement.parameters()).containsEntry("p3", "a\\tb\\nc\\\\d");
  }

  private static ClickHouseStatement compile(Map<String, String> parameters) {
    Query query =
        new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)))
            .parse(parameters, NOW);
    return StatementCompiler.rows(CUSTOMER, query, HELD_SINCE);
  }
}
