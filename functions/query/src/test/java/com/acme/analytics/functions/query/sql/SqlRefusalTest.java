package com.acme.analytics.functions.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be a query is refused with what it is, where it stands, and what is possible. */
class SqlRefusalTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final SqlCompiler COMPILER =
      new SqlCompiler(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT count(*) FROM events a JOIN events b ON a.x = b.x | 31 | JOIN",
        "SELECT count(*) FROM events, events | 30 | Duplicate relation name 'events'",
        "SELECT count(*) FROM (SELECT * FROM events) | 23 | a sub-query",
        "SELECT count(*) FROM events WHERE path IN (SELECT path FROM events) | 44 | a sub-query",
        "SELECT count(*) FROM events WHERE EXISTS (SELECT 1) | 42 | SELECT without FROM",
        "SELECT count(*) FROM events UNION ALL SELECT count(*) FROM events | 1 | UNION",
        "WITH x AS (SELECT 1) SELECT * FROM x | 12 | SELECT without FROM",
        "SELECT count(*) OVER () FROM events | 8 | a window function",
        "SELECT path, count(*) FROM events GROUP BY path HAVING count(*) > 1 | 56 | HAVING",
        "SELECT path, count(*) FROM events GROUP BY ROLLUP(path) | 44 | ROLLUP",
        "SELECT count(*) + 1 FROM events | 8 | an expression",
        "SELECT CASE WHEN path = 'a' THEN 1 END, count(*) FROM events GROUP BY 1 | 8 | CASE",
        "SELECT lower(path), count(*) FROM events GROUP BY 1 | 8 | the function LOWER",
        "SELECT approx_percentile(bytes, 0.8) FROM events | 8 | the percentile 0.8 (expected:"
            + " 0.5,",
        "SELECT approx_percentile(bytes, path) FROM events | 8 | no share from 0 to 1",
        "SELECT approx_percentile(1, 0.5) FROM events | 8 | approx_percentile of an"
            + " expression",
        "SELECT count(DISTINCT user_id) FROM events | 14 | COUNT of distinct values",
        "SELECT count(user_id) FROM events | 8 | count of a column",
        "SELECT DISTINCT path FROM events | 1 | SELECT DISTINCT",
        "SELECT * FROM events | 8 | *",
        "SELECT path FROM events | 8 | path, which is not grouped",
        "SELECT path, path, count(*) FROM events GROUP BY path | 14 | a second column path",
        "SELECT 'x', count(*) FROM events | 8 | a value",
        "SELECT \"timestamp\", count(*) FROM events GROUP BY 1 | 8 | the time of single events",
        "SELECT count(*) FROM events WHERE a = 1 OR a = 2 | 35 | OR",
        "SELECT count(*) FROM events WHERE NOT (a = 1 AND b = 2) | 39 | NOT of AND",
        "SELECT count(*) FROM events WHERE path LIKE 'a%' | 45 | 'a%'",
        "SELECT count(*) FROM events WHERE path LIKE '%a_b%' | 45 | '%a_b%'",
        "SELECT count(*) FROM events WHERE path NOT LIKE '%a%' | 35 | NOT LIKE",
        "SELECT FLOOR(bytes), count(*) FROM events GROUP BY 1 | 8 | an expression",
        "SELECT count(*) FROM events WHERE x BETWEEN SYMMETRIC 2 AND 1 | 35 | BETWEEN SYMMETRIC",
        "SELECT count(*) FROM events WHERE x NOT BETWEEN 1 AND 2 | 35 | NOT BETWEEN",
        "SELECT count(*) FROM events WHERE x = y | 39 | events.y, which is no value",
        "SELECT count(*) FROM events WHERE x = NULL | 39 | NULL",
        "SELECT count(*) FROM events WHERE x = ? | 39 | a parameter",
        "SELECT count(*) AS n FROM events WHERE n > 4 | 40 | n, which is a name that SELECT gives",
        "SELECT count(*) FROM events WHERE path < 5 | 35 | filter: `path:lt:5`",
        "SELECT count(*) FROM events WHERE \"timestamp\" > 'x' | 49 | 'x', which is no time",
        "SELECT count(*) FROM events WHERE \"timestamp\" > DATE 'x' | 49 | DATE 'x'",
        "SELECT count(*) FROM events LIMIT 5 OFFSET 3 | 44 | OFFSET",
        "SELECT count(*) FROM events LIMIT 3000000000 | 35 | LIMIT 3000000000",
        "SELECT count(*) FROM events ORDER BY 1 NULLS FIRST | 38 | NULLS FIRST",
        "SELECT count(*) FROM visits | 22 | Object 'visits' not found",
        "SELECT count(*) FROM \"system\".tables | 22 | the table system.tables",
        "SELECT count(*) FROM TABLE(url('http://x')) | 22 | a table function",
        "SELECT count(*) FROM events /*+ h */ | 22 | a hint",
        "SELECT 1 | 1 | SELECT without FROM",
        "SELECT 1; SELECT 2 | 11 | a second statement",
        "DELETE FROM events | 1 | DELETE",
        "INSERT INTO events VALUES (1) | 1 | INSERT",
        "SELECT path, count(*) FROM events GROUP BY event | 8 | Expression 'path' is not being",
        "SELECT sum(path) FROM events | 8 | Cannot apply 'SUM' to arguments of type",
        "SELECT sum(properties.\"a`b\") FROM events | 12 | column:",
        "SELECT count(*), FLOOR(\"timestamp\" TO WEEK) FROM events GROUP BY 2 | 18 | a bucket"
            + " other",
      })
  void aConstructThatNoQueryHasIsNamedWithItsPlace(String sql, int column, String found) {
    Problem problem = refusal(sql);

    assertThat(problem.detail())
        .startsWith("sql, line 1, column %d: %s".formatted(column, found.replace('`', '"')));
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(problem.pointer()).isEqualTo("/sql");
  }

  @ParameterizedTest
  @MethodSource
  void aMistakeOfGrammarSaysWhereAndWhatCouldFollow(String sql, String detail) {
    assertThat(refusal(sql).detail()).isEqualTo(detail);
  }

  static Stream<Arguments> aMistakeOfGrammarSaysWhereAndWhatCouldFollow() {
    return Stream.of(
        Arguments.of(" \n", "sql: empty (expected: a SELECT)"),
        Arguments.of(
            "CREATE TABLE x (a INT)", "sql, line 1, column 1: \"CREATE\" (expected: SELECT)"),
        Arguments.of(
            "SELECT path\nFROM\n", "sql, line 2, column 5: \"<EOF>\" (expected: a name, ()"),
        Arguments.of(
            "SELECT VALUE FROM events",
            "sql, line 1, column 8: \"VALUE\" (expected: a name, a text in single quotes, a number,"
                + " (; a name that is a word of SQL is quoted: \"VALUE\")"));
  }

  @Test
  void aListIsNoValue() {
    Problem problem = refusal("SELECT count(*) FROM events WHERE path IN (1, 2) LIKE '%a%'");

    assertThat(problem.detail())
        .isEqualTo("sql: a list of values as a value (expected: a list after IN alone)");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 30_000})
  void nestingIsRefusedAtMostAndNeverAFailure(int depth) {
    String sql =
        "SELECT count(*) FROM events WHERE " + "(".repeat(depth) + "OR" + ")".repeat(depth);

    assertThat(refusal(sql).code()).isEqualTo(ErrorCode.INVALID_QUERY);
  }

  @Property(tries = 1000)
  void whateverIsSentIsAQueryOrARefusal(@ForAll("tokens") String sql) {
    isAQueryOrARefusal(sql);
  }

  @Property(tries = 3000, generation = GenerationMode.EXHAUSTIVE)
  void whateverTypesMeetTheyAreAQueryOrARefusal(
      @ForAll("values") String left,
      @ForAll("operators") String operator,
      @ForAll("values") String right) {
    isAQueryOrARefusal(
        "SELECT %2$s FROM events WHERE \"timestamp\" > DATE '2026-03-09' AND (%1$s %3$s %2$s)"
            .formatted(left, right, operator));
  }

  private static void isAQueryOrARefusal(String sql) {
    try {
      assertThat(COMPILER.compile(sql, NOW)).isNotNull();
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(ErrorCode.INVALID_QUERY);
      assertThat(e.problem().pointer()).isEqualTo("/sql");
    }
  }

  /** One of each type, as a literal and as an expression. */
  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "path",
        "'x'",
        "404",
        "1.5",
        "FLOOR(bytes)",
        "CAST(path AS INTEGER)",
        "(1 + 1)",
        "TRUE",
        "(path = 'a')",
        "NULL",
        "DATE '2026-03-09'",
        "\"timestamp\"",
        "INTERVAL '1' HOUR",
        "(1, 2)",
        "ROW(1)",
        "CASE WHEN path = 'a' THEN 1 END");
  }

  @Provide
  Arbitrary<String> operators() {
    return Arbitraries.of("=", "<>", "<", "IN", "LIKE", "AND", "+", "*", "||", "IS DISTINCT FROM");
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
            "path",
            "status",
            "\"timestamp\"",
            "count(*)",
            "unique_users()",
            "sum(bytes)",
            "AS n",
            "n",
            ",",
            "(",
            ")",
            "= 404",
            "= 'x'",
            "IN (1, 2)",
            "IN",
            "LIKE '%a%'",
            "IS NULL",
            "BETWEEN 1 AND 2",
            "FLOOR(bytes)",
            "SYMMETRIC",
            "> TIMESTAMP '2026-03-09 10:00:00'",
            "NOT",
            "OR",
            "AND",
            "GROUP BY",
            "ORDER BY",
            "DESC",
            "LIMIT 5",
            "FLOOR(\"timestamp\" TO HOUR)",
            "1",
            "-",
            "+",
            "*",
            "CURRENT_TIMESTAMP",
            "INTERVAL '1' HOUR",
            "properties.x",
            "e.x",
            "NULL",
            "TRUE",
            ";",
            "ROW(1)",
            "CASE WHEN path = 'a' THEN 1 END",
            "CAST(path AS INTEGER)",
            "ANY",
            "DATE '1'")
        .list()
        .ofMaxSize(8)
        .map(tokens -> "SELECT count(*) FROM events WHERE " + String.join(" ", tokens))
        .flatMap(
            sql ->
                Arbitraries.of(
                    sql,
                    sql.replace("count(*) FROM events WHERE", "") + " FROM events GROUP BY path",
                    sql.replace("WHERE", "WHERE \"timestamp\" > DATE '2026-03-09' AND (") + ")",
                    sql.replace("count(*) FROM events WHERE", "")
                        + " FROM events WHERE \"timestamp\" > DATE '2026-03-09'"));
  }

  private static Problem refusal(String sql) {
    return catchThrowableOfType(ProblemException.class, () -> COMPILER.compile(sql, NOW)).problem();
  }
}
