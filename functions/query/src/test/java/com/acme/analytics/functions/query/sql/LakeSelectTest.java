package com.acme.analytics.functions.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.ColumnType;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no query can express is a statement of the lake, of the customer's events alone. */
class LakeSelectTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final SqlCompiler COMPILER =
      new SqlCompiler(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

  /** The only form in which the table of events is read. */
  private static final String READ = "FROM events WHERE customer_id = ? AND \"timestamp\" >= ";

  @Test
  void aStatementHasTheColumnsOfItsSelect() {
    LakeSelect select =
        select(
            """
            WITH daily AS (
              SELECT FLOOR("timestamp" TO DAY) AS d, count(*) AS n, sum(cart.total) AS t
              FROM events WHERE "timestamp" >= DATE '2026-03-01' GROUP BY 1)
            SELECT d, n, lag(n) OVER (ORDER BY d), t, n > 5 AS many FROM daily ORDER BY d LIMIT 7
            """);

    assertThat(select.columns())
        .containsExactly(
            new Column("d", ColumnType.TIME),
            new Column("n", ColumnType.INTEGER),
            new Column("column_2", ColumnType.INTEGER),
            new Column("t", ColumnType.NUMBER),
            new Column("many", ColumnType.STRING));
    assertThat(select.limit()).isEqualTo(7);
    assertThat(select.text()).contains("LIMIT 8").doesNotContain("daily", "many");
    assertThat(select.parameters(new CustomerId("acme"))).containsExactly("acme");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT DISTINCT path FROM events WHERE \"timestamp\" >= DATE '2026-03-01' | 1",
        "SELECT count(*) FROM events e JOIN events f ON e.user_id = f.user_id WHERE e.\"timestamp\""
            + " >= DATE '2026-03-01' AND f.\"timestamp\" >= DATE '2026-03-01' | 2",
        "SELECT path FROM events WHERE \"timestamp\" >= DATE '2026-03-01' EXCEPT SELECT path FROM"
            + " events WHERE \"timestamp\" >= DATE '2026-03-05' | 2",
        "SELECT path FROM events e WHERE \"timestamp\" >= DATE '2026-03-01' AND EXISTS (SELECT *"
            + " FROM events f WHERE f.user_id = e.user_id AND f.\"timestamp\" >= DATE '2026-03-01')"
            + " | 2",
        "SELECT coalesce((SELECT max(b) FROM events WHERE \"timestamp\" >= DATE '2026-03-01'), 0)"
            + " FROM events WHERE \"timestamp\" >= DATE '2026-03-01' | 2",
        "WITH a AS (SELECT * FROM events WHERE \"timestamp\" >= DATE '2026-03-01'), b AS (SELECT *"
            + " FROM a) SELECT * FROM (SELECT path FROM a UNION ALL SELECT path FROM b) | 1"
      })
  void eachReferenceToEventsIsOfTheCustomer(String sql, int references) {
    LakeSelect select = select(sql);

    assertThat(select.references()).isEqualTo(references);
    assertThat(select.text().split("\\bevents\\b", -1)).hasSize(references + 1);
    assertThat(select.text().split(Pattern.quote(READ), -1)).hasSize(references + 1);
    assertThat(select.text().chars().filter(character -> character == '?')).hasSize(references);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"timestamp\" >= DATE '2026-03-01' | 2026-03-01T00:00:00Z | 2026-03-10T12:05:00Z",
        "\"timestamp\" > CURRENT_TIMESTAMP - INTERVAL '1' DAY | 2026-03-09T12:00:00.001Z |"
            + " 2026-03-10T12:05:00Z",
        "\"timestamp\" BETWEEN DATE '2026-03-01' AND DATE '2026-03-02' | 2026-03-01T00:00:00Z |"
            + " 2026-03-02T00:00:00.001Z",
        "DATE '2026-03-02' > events.\"timestamp\" AND (path = 'a' OR path = 'b') AND DATE"
            + " '2026-03-01' <= \"timestamp\" | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z",
        "\"timestamp\" >= DATE '2026-03-05' AND \"timestamp\" < DATE '2026-03-02' |"
            + " 2026-03-05T00:00:00Z | 2026-03-05T00:00:00.001Z"
      })
  void theRangeOfTheConditionIsReadAndNoMore(String condition, Instant from, Instant to) {
    assertThat(select("SELECT DISTINCT path FROM events WHERE " + condition).range())
        .isEqualTo(new TimeRange(from, to));
  }

  @Test
  void sessionsAreComputedOfTheCustomersEventsAroundTheRange() {
    LakeSelect select =
        select(
            "SELECT country, count(*) FROM sessions WHERE \"start\" BETWEEN DATE '2026-03-01' AND"
                + " DATE '2026-03-02' GROUP BY country");

    assertThat(select.parameters(new CustomerId("acme"))).containsExactly("acme");
    assertThat(select.text())
        .containsPattern(
            "WHERE customer_id = \\? AND \"timestamp\" >= TIMESTAMP '2026-02-28 23:30:00.000"
                + " UTC'\\s+AND \"timestamp\" < TIMESTAMP '2026-03-03 00:00:00.001 UTC'")
        .containsPattern(
            "HAVING min\\(\"timestamp\"\\) >= TIMESTAMP '2026-03-01 00:00:00.000 UTC'");
    assertThat(refusal("SELECT count(*) FROM sessions").detail())
        .endsWith(
            "once the SELECT of line 1, column 1 has \"start\" >= TIMESTAMP '…' in its WHERE");
  }

  @Test
  void aPercentileIsOfNumbersAndMakesTheAnswerAnEstimate() {
    LakeSelect select =
        select(
            "SELECT lower(path), approx_percentile(bytes, 0.8) AS p FROM events WHERE"
                + " \"timestamp\" >= DATE '2026-03-01' GROUP BY lower(path)");

    assertThat(select.text())
        .containsPattern("APPROX_PERCENTILE\\(TRY_CAST\\(.* AS double\\), 8E-1\\)");
    assertThat(select.columns()).contains(new Column("p", ColumnType.NUMBER));
    assertThat(select.exact()).isFalse();
    assertThat(
            select("SELECT DISTINCT path FROM events WHERE \"timestamp\" >= DATE '2026-03-01'")
                .exact())
        .isTrue();
  }

  @Test
  void aStatementReadsTablesTwentyTimesAtMost() {
    String read = "SELECT path FROM events WHERE \"timestamp\" >= DATE '2026-03-01'";

    assertThat(select(String.join(" UNION ", Collections.nCopies(20, read))).references())
        .isEqualTo(20);
    assertThat(refusal(String.join(" UNION ", Collections.nCopies(21, read))).detail())
        .contains("21 references to tables (expected: at most 20; WITH");
  }

  @Test
  void severalReferencesReadTheRangeThatHoldsThemAll() {
    LakeSelect select =
        select(
            """
            SELECT path FROM events
            WHERE "timestamp" >= DATE '2026-03-01' AND "timestamp" < DATE '2026-03-02'
            UNION
            SELECT e.path FROM events e
            LEFT JOIN events f ON e.user_id = f.user_id AND f."timestamp" >= DATE '2026-02-01'
              AND f."timestamp" < e."timestamp"
            WHERE e."timestamp" >= DATE '2026-03-03' AND e."timestamp" < DATE '2026-03-04'
            """);

    assertThat(select.range())
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-10T12:05:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT path FROM events",
        "SELECT DISTINCT path FROM events WHERE \"timestamp\" < DATE '2026-03-01'",
        "SELECT DISTINCT path FROM events WHERE \"timestamp\" >= DATE '2026-03-01' OR path = 'a'",
        "SELECT DISTINCT path FROM events WHERE NOT (\"timestamp\" >= DATE '2026-03-01')",
        "SELECT p FROM (SELECT path AS p, \"timestamp\" AS t FROM events) WHERE t >= DATE"
            + " '2026-03-01'",
        "SELECT e.path FROM events e LEFT JOIN events f ON e.\"timestamp\" >= DATE '2026-03-01'"
            + " WHERE f.\"timestamp\" >= DATE '2026-03-01'",
        "SELECT (SELECT count(*) FROM events f WHERE f.\"timestamp\" > e.\"timestamp\") FROM events"
            + " e WHERE e.\"timestamp\" >= DATE '2026-03-01'"
      })
  void aReferenceWithoutABeginIsRefusedAndNamed(String sql) {
    assertThat(refusal(sql).detail())
        .containsPattern("the lake can run it, once the SELECT of line 1, column [0-9]+ has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WITH events AS (SELECT path FROM events) SELECT * FROM events | 6 | WITH events",
        "SELECT * FROM (WITH \"EVENTS\" AS (SELECT path FROM events) SELECT * FROM \"EVENTS\") | 21"
            + " | WITH EVENTS",
        "WITH sessions AS (SELECT path FROM events) SELECT * FROM sessions | 6 | WITH sessions",
        "SELECT * FROM \"Sessions\" | 15 | Object 'Sessions' not found",
        "WITH RECURSIVE x AS (SELECT path FROM events) SELECT * FROM x | 16 | WITH RECURSIVE",
        "SELECT path FROM events UNION SELECT table_name FROM information_schema.tables | 54 | the"
            + " table information_schema.tables",
        "SELECT path FROM events WHERE path IN (SELECT query FROM \"system\".runtime.queries) | 58"
            + " | the table system.runtime.queries",
        "SELECT * FROM acme.\"events\" | 15 | the table acme.events",
        "SELECT * FROM \"events$snapshots\" | 15 | Object 'events$snapshots' not found",
        "SELECT * FROM \"events WHERE 1 = 1 OR \"\"x\" | 15 | Object 'events WHERE 1 = 1 OR \"x'",
        "SELECT * FROM \"Events\" | 15 | Object 'Events' not found",
        "SELECT * FROM c0 | 15 | Object 'c0' not found",
        "SELECT * FROM TABLE(\"system\".query(query => 'SELECT 1')) | 15 | a table function",
        "SELECT * FROM events, LATERAL (SELECT 1) | 32 | LATERAL",
        "SELECT * FROM events, UNNEST(ARRAY[1]) | 23 | UNNEST",
        "SELECT * FROM (VALUES (1)) | 16 | VALUES",
        "SELECT * FROM events TABLESAMPLE BERNOULLI(5) | 15 | TABLESAMPLE",
        "SELECT * FROM events FOR SYSTEM_TIME AS OF DATE '2026-01-01' | 15 | SNAPSHOT",
        "SELECT json_extract(path, '$') FROM events | 8 | the function JSON_EXTRACT",
        "SELECT CURRENT_USER FROM events WHERE \"timestamp\" >= DATE '2026-03-01' | 8 | the"
            + " function CURRENT_USER",
        "SELECT date_trunc('x'') --', \"timestamp\") FROM events WHERE \"timestamp\" >= DATE"
            + " '2026-03-01' | 30 | a bucket of x') --",
        "SELECT \"timestamp\" + INTERVAL '1'' --' DAY FROM events WHERE \"timestamp\" >= DATE"
            + " '2026-03-01' | 22 | Illegal interval literal",
        "SELECT CAST(path AS VARBINARY) FROM events | 21 | the type VARBINARY",
        "SELECT DISTINCT unique_users() FROM events | 17 | the function UNIQUE_USERS",
        "SELECT path FROM events QUALIFY row_number() OVER () = 1 | 33 | QUALIFY"
      })
  void whatCouldReadAnythingElseIsRefused(String sql, int column, String found) {
    Problem problem = refusal(sql);

    assertThat(problem.detail()).startsWith("sql, line 1, column %d: %s".formatted(column, found));
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(problem.pointer()).isEqualTo("/sql");
  }

  @Test
  void noNameOfACallerAndNoCommentReachesTheLake() {
    LakeSelect select =
        select(
            """
            SELECT "p"" FROM system" AS "a;-- ", count(*) AS customer_id -- comment
            FROM events AS "x) --" /* UNION SELECT */
            WHERE "x) --"."timestamp" >= DATE '2026-03-01' AND path <> 'b''; DROP TABLE events; --'
            GROUP BY "p"" FROM system" HAVING count(*) > 1
            """);

    assertThat(select.text())
        .contains("<> 'b''; DROP TABLE events; --'", "'$[\"p\\\" FROM system\"]'")
        .doesNotContain("a;--", "x) --", "comment", "UNION");
    assertThat(select.columns()).extracting(Column::name).containsExactly("a;-- ", "customer_id");
  }

  @Test
  void aColumnNamedAsTheCustomersIsAProperty() {
    assertThat(
            select(
                    "SELECT DISTINCT customer_id FROM events WHERE \"timestamp\" >= DATE"
                        + " '2026-03-01'")
                .text())
        .contains("json_extract_scalar(properties, '$[\"customer_id\"]') AS c0");
  }

  private static LakeSelect select(String sql) {
    return (LakeSelect) COMPILER.compile(sql, NOW);
  }

  private static Problem refusal(String sql) {
    return catchThrowableOfType(ProblemException.class, () -> COMPILER.compile(sql, NOW)).problem();
  }
}
