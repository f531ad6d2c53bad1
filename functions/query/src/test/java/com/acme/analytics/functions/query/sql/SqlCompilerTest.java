package com.acme.analytics.functions.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCompilerTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final QueryDefaults DEFAULTS =
      new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5));

  @Test
  void aStatementIsTheQueryOfTheEqualParameters() {
    ProjectedQuery compiled =
        compile(
            """
            SELECT path, count(*) AS n, sum(cart.total) AS revenue
            FROM events
            WHERE status = 404 AND "timestamp" >= TIMESTAMP '2026-03-09 10:00:00'
              AND "timestamp" < TIMESTAMP '2026-03-09T12:00:00+01:00'
            GROUP BY path
            ORDER BY n DESC, path
            LIMIT 10
            """);

    assertThat(compiled.query())
        .isEqualTo(
            new QueryParameters(DEFAULTS)
                .parse(
                    Map.of(
                        "measures", "count,sum:cart.total",
                        "dimensions", "path",
                        "filter", "status:eq:404",
                        "from", "2026-03-09T10:00:00Z",
                        "to", "2026-03-09T11:00:00Z",
                        "order", "-count,path",
                        "limit", "10"),
                    NOW));
    assertThat(compiled.columns())
        .containsExactly(
            new ProjectedColumn("path", 0),
            new ProjectedColumn("n", 1),
            new ProjectedColumn("revenue", 2));
  }

  @Test
  void whatIsNotSaidIsAsWithoutParameters() {
    assertThat(query("SELECT count(*) FROM events"))
        .isEqualTo(new QueryParameters(DEFAULTS).parse(Map.of(), NOW));
    assertThat(query("SELECT FLOOR(\"timestamp\" TO HOUR), count(*) FROM events GROUP BY 1"))
        .isEqualTo(new QueryParameters(DEFAULTS).parse(Map.of("granularity", "1h"), NOW));
  }

  @Test
  void columnsHaveTheOrderAndTheNamesOfSelect() {
    ProjectedQuery compiled =
        compile(
            "SELECT count(*) AS \"How many\", country, country AS again, unique_users(),"
                + " time_bucket(INTERVAL '5' MINUTE, \"timestamp\") AS t"
                + " FROM events GROUP BY country, t");

    assertThat(compiled.columns())
        .containsExactly(
            new ProjectedColumn("How many", 2),
            new ProjectedColumn("country", 1),
            new ProjectedColumn("again", 1),
            new ProjectedColumn("unique_users", 3),
            new ProjectedColumn("t", 0));
  }

  @Test
  void whatIsOnlySortedOrGroupedByIsComputedAndNotShown() {
    ProjectedQuery compiled =
        compile("SELECT path FROM events GROUP BY path, country ORDER BY max(bytes) DESC, country");

    assertThat(compiled.query().columns().stream().map(column -> column.name()))
        .containsExactly("path", "country", "max:bytes");
    assertThat(compiled.query().order())
        .containsExactly(new Order("max:bytes", true), new Order("country", false));
    assertThat(compiled.columns()).containsExactly(new ProjectedColumn("path", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FLOOR(\"timestamp\" TO MINUTE) | MINUTE",
        "FLOOR(events.\"timestamp\" TO HOUR) | HOUR",
        "floor(\"timestamp\" to day) | DAY",
        "date_trunc('minute', \"timestamp\") | MINUTE",
        "DATE_TRUNC('Hour', \"timestamp\") | HOUR",
        "date_trunc('day', \"timestamp\") | DAY",
        "time_bucket(INTERVAL '1' MINUTE, \"timestamp\") | MINUTE",
        "time_bucket(INTERVAL '5' MINUTE, \"timestamp\") | FIVE_MINUTES",
        "TIME_BUCKET(INTERVAL '60' MINUTE, \"timestamp\") | HOUR",
        "time_bucket(INTERVAL '1' DAY, \"timestamp\") | DAY"
      })
  void timeIsGroupedInBucketsHoweverTheyAreWritten(String bucket, Granularity every) {
    String byAlias = "SELECT %s AS t, count(*) FROM events GROUP BY t ORDER BY t".formatted(bucket);
    String byItself = "SELECT %s, count(*) FROM events GROUP BY %s".formatted(bucket, bucket);

    assertThat(query(byAlias).granularity()).contains(every);
    assertThat(query(byAlias).order()).containsExactly(new Order("time", false));
    assertThat(query(byItself).granularity()).contains(every);
  }

  @ParameterizedTest
  @MethodSource
  void conditionsBecomeFilters(String condition, List<String> filters) {
    assertThat(where(condition).filters().stream().map(Filter::text)).isEqualTo(filters);
  }

  static Stream<Arguments> conditionsBecomeFilters() {
    return Stream.of(
        Arguments.of("status = 404", List.of("status:eq:404")),
        Arguments.of("404 = status", List.of("status:eq:404")),
        Arguments.of("vip = TRUE AND name = 'it''s'", List.of("vip:eq:true", "name:eq:it's")),
        // Without a value a comparison is not true, which ne alone would not say.
        Arguments.of("status <> 404", List.of("status:ne:404", "status:exists")),
        Arguments.of("status != 404", List.of("status:ne:404", "status:exists")),
        Arguments.of("NOT status = 404", List.of("status:ne:404", "status:exists")),
        Arguments.of("status IS DISTINCT FROM 404", List.of("status:ne:404")),
        Arguments.of("status IS NOT DISTINCT FROM 404", List.of("status:eq:404")),
        Arguments.of("status IN (404, 500)", List.of("status:in:404|500")),
        Arguments.of("NOT status NOT IN ('a', 'b')", List.of("status:in:a|b")),
        Arguments.of(
            "status NOT IN (1, 2)", List.of("status:ne:1", "status:ne:2", "status:exists")),
        Arguments.of("bytes < 5 AND bytes >= -1.5", List.of("bytes:lt:5", "bytes:ge:-1.5")),
        Arguments.of("5 < bytes AND NOT bytes > 9", List.of("bytes:gt:5", "bytes:le:9")),
        Arguments.of("bytes BETWEEN 1 AND 2", List.of("bytes:ge:1", "bytes:le:2")),
        Arguments.of("path LIKE '%/a%'", List.of("path:contains:/a")),
        Arguments.of("path LIKE '%5!%!_!!%' ESCAPE '!'", List.of("path:contains:5%_!")),
        Arguments.of("status IS NULL", List.of("status:missing")),
        Arguments.of("NOT status IS NULL", List.of("status:exists")),
        Arguments.of("status IS NOT NULL", List.of("status:exists")),
        Arguments.of("NOT (a = 1 OR b IS NULL)", List.of("a:ne:1", "a:exists", "b:exists")),
        Arguments.of("a = 1 AND (b = 2 AND a = 1)", List.of("a:eq:1", "b:eq:2")),
        Arguments.of("properties.path = 'x'", List.of("properties.path:eq:x")),
        Arguments.of("events.path = 'x'", List.of("path:eq:x")),
        Arguments.of(
            "cart.\"to tal\" = 1 AND \"a.b\" = 2", List.of("cart.to tal:eq:1", "a.b:eq:2")),
        Arguments.of("customer_id = 'x'", List.of("customer_id:eq:x")),
        Arguments.of("properties.\"timestamp\" > 5", List.of("timestamp:gt:5")),
        Arguments.of("\"Status\" = 'ünï😀'", List.of("Status:eq:ünï😀")));
  }

  @Test
  void aTableMayHaveAnotherName() {
    assertThat(query("SELECT e.path, count(*) FROM events AS e WHERE e.cart.total > 1 GROUP BY 1"))
        .isEqualTo(query("SELECT path, count(*) FROM events WHERE cart.total > 1 GROUP BY path"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"timestamp\" >= TIMESTAMP '2026-03-09 10:00:00' | 2026-03-09T10:00:00Z |",
        "\"timestamp\" > TIMESTAMP '2026-03-09 10:00:00' | 2026-03-09T10:00:00.001Z |",
        "\"timestamp\" < TIMESTAMP '2026-03-09T10:00:00+02:00' | | 2026-03-09T08:00:00Z",
        "\"timestamp\" <= TIMESTAMP '2026-03-09 10:00:00.25' | | 2026-03-09T10:00:00.251Z",
        "DATE '2026-03-09' <= \"timestamp\" | 2026-03-09T00:00:00Z |",
        "\"timestamp\" BETWEEN DATE '2026-03-08' AND DATE '2026-03-09'"
            + " | 2026-03-08T00:00:00Z | 2026-03-09T00:00:00.001Z",
        "\"timestamp\" > DATE '2026-03-08' AND \"timestamp\" >= DATE '2026-03-09'"
            + " | 2026-03-09T00:00:00Z |",
        "NOT \"timestamp\" < DATE '2026-03-08' | 2026-03-08T00:00:00Z |",
        "\"timestamp\" >= CURRENT_TIMESTAMP - INTERVAL '90' MINUTE | 2026-03-10T10:30:00Z |",
        "\"timestamp\" < CURRENT_TIMESTAMP - INTERVAL '1' DAY | | 2026-03-09T12:00:00Z",
        "\"timestamp\" = TIMESTAMP '2026-03-09 10:00:00'"
            + " | 2026-03-09T10:00:00Z | 2026-03-09T10:00:00.001Z"
      })
  void conditionsOfTimeBoundTheRange(String condition, Instant from, Instant to) {
    Query query = where(condition);

    assertThat(query.range().from())
        .isEqualTo(from == null ? NOW.minus(DEFAULTS.lookBack()) : from);
    assertThat(query.range().to()).isEqualTo(to == null ? NOW.plus(DEFAULTS.lookAhead()) : to);
    assertThat(query.filters()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FixedDimension.class)
  void everyFixedDimensionIsAColumnThatNeedsNoQuotes(FixedDimension dimension) {
    String name = dimension.columnName();

    assertThat(query("SELECT %s FROM events GROUP BY %s".formatted(name, name)).dimensions())
        .containsExactly((Dimension) dimension);
  }

  @Test
  void aNameThatSelectGivesIsOneOnlyWhereNoColumnIsMeant() {
    assertThat(query("SELECT status AS s, count(*) FROM events GROUP BY s").dimensions())
        .containsExactly(new Property("status"));
    assertThat(query("SELECT a AS b, b AS a FROM events GROUP BY a, b").dimensions())
        .containsExactly(new Property("a"), new Property("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM events;",
        "select COUNT(*) from events -- all",
        "SELECT /* all */ count(*) FROM events LIMIT ALL"
      })
  void aStatementIsWrittenInAnyOfTheWaysOfSql(String sql) {
    assertThat(query(sql)).isEqualTo(query("SELECT count(*) FROM events"));
  }

  private static Query where(String condition) {
    return query("SELECT count(*) FROM events WHERE " + condition);
  }

  private static Query query(String sql) {
    return compile(sql).query();
  }

  private static ProjectedQuery compile(String sql) {
    return (ProjectedQuery) new SqlCompiler(DEFAULTS).compile(sql, NOW);
  }
}
