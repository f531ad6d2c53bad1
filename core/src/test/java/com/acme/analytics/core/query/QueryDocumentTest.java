package com.acme.analytics.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryDocumentTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final QueryDefaults DEFAULTS =
      new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5));

  @Test
  void aDocumentIsTheQueryOfTheEqualParameters() {
    Query query =
        query(
            """
            {"measures": ["unique_users", "sum:a,b"], "dimensions": ["path", "cart.total"],
             "filter": ["status:eq:404", {"dimension": "plan", "operator": "in", "values": ["a,b", "c|d"]},
                        {"dimension": "url", "operator": "exists"}],
             "from": "2026-03-10T10:00:00+01:00", "to": "2026-03-10T11:00:00.5Z",
             "granularity": "5m", "order": ["-sum:a,b", "time"], "limit": 7}
            """);

    assertThat(query)
        .isEqualTo(
            new QueryParameters(DEFAULTS)
                .parse(
                    Map.of(
                        "measures", "unique_users,sum:a\\,b",
                        "dimensions", "path,cart.total",
                        "filter", "status:eq:404,plan:in:a\\,b|c\\|d,url:exists",
                        "from", "2026-03-10T10:00:00+01:00",
                        "to", "2026-03-10T11:00:00.5Z",
                        "granularity", "5m",
                        "order", "-sum:a\\,b,time",
                        "limit", "7"),
                    NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"measures\": [], \"dimensions\": [], \"filter\": [], \"order\": []}"})
  void whatIsLeftOutOrEmptyIsAsWithoutParameters(String json) {
    assertThat(query(json)).isEqualTo(new QueryParameters(DEFAULTS).parse(Map.of(), NOW));
  }

  @Test
  void aStatementIsTakenAsItIs() {
    assertThat(read("{\"sql\": \"SELECT ;\"}")).isEqualTo(new QueryDocument.Sql("SELECT ;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"measure\": [\"count\"]} | /measure",
        "{\"limit\": 1, \"limit\": 2} | /limit",
        "{\"measures\": \"count\"} | /measures",
        "{\"measures\": [\"count\", 1]} | /measures/1",
        "{\"measures\": [\"count\", \"median:x\"]} | /measures/1",
        "{\"measures\": [\"count\", \"count\"]} | /measures",
        "{\"dimensions\": [null]} | /dimensions/0",
        "{\"dimensions\": [\"a`b\"]} | /dimensions/0",
        "{\"dimensions\": [\"a\", \"a\"]} | /dimensions",
        "{\"filter\": \"status:eq:404\"} | /filter",
        "{\"filter\": [\"status\"]} | /filter/0",
        "{\"filter\": [[\"status:eq:404\"]]} | /filter/0",
        "{\"filter\": [\"a:exists\", {\"dimension\": \"a\", \"operator\": \"eq\"}]} | /filter/1",
        "{\"filter\": [{\"dimension\": \"a\", \"operator\": \"is\"}]} | /filter/0/operator",
        "{\"filter\": [{\"dimension\": \"a`b\", \"operator\": \"eq\"}]} | /filter/0/dimension",
        "{\"filter\": [{\"operator\": \"exists\"}]} | /filter/0/dimension",
        "{\"filter\": [{\"dimension\": \"a\"}]} | /filter/0/operator",
        "{\"filter\": [{\"dimension\": \"a\", \"value\": \"x\"}]} | /filter/0/value",
        "{\"filter\": [{\"values\": [\"x\", 404]}]} | /filter/0/values/1",
        "{\"filter\": [{\"values\": [], \"values\": []}]} | /filter/0/values",
        "{\"from\": \"noon\"} | /from",
        "{\"to\": 5} | /to",
        "{\"from\": \"2026-03-10T10:00:00Z\", \"to\": \"2026-03-10T10:00:00Z\"} | /from",
        "{\"granularity\": \"2m\"} | /granularity",
        "{\"order\": [\"nosuch\"]} | /order",
        "{\"order\": {\"count\": \"desc\"}} | /order",
        "{\"limit\": \"10\"} | /limit",
        "{\"limit\": 1.5} | /limit",
        "{\"limit\": 99999999999} | /limit",
        "{\"limit\": 0} | /limit",
        "{\"limit\": null} | /limit",
        "{\"sql\": \"SELECT 1\", \"limit\": 5} | /sql",
        "{\"sql\": [\"SELECT 1\"]} | /sql",
        "`` | ``",
        "[] | ``",
        "{} {} | ``"
      })
  void whatIsWrongIsRefusedWithAPointerToIt(String json, String pointer) {
    Problem problem = refusal(json);

    assertThat(problem.code()).as(problem.detail()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(problem.pointer()).as(problem.detail()).isEqualTo(pointer);
  }

  @Test
  void aRefusalSaysWhatWasFoundAndWhatWasExpected() {
    assertThat(refusal("{\"granularity\": \"2m\"}").detail())
        .isEqualTo("/granularity: \"2m\" (expected: 1m, 5m, 1h or 1d)");
    assertThat(refusal("{\"limit\": 1, \"limit\": 2}").detail())
        .isEqualTo("/limit: \"limit\" (expected: each member once)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"limit\": }", "SELECT count(*) FROM events", "{} x"})
  void whatIsNoJsonIsRefused(String json) {
    assertThat(refusal(json).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void aBodyIsReadUpToItsLimit() {
    String longest = "{}" + " ".repeat(QueryDocument.MAX_BYTES - 2);

    assertThat(query(longest).limit()).isEqualTo(100);
    assertThat(refusal(longest + " ").code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  @Test
  void aListOfValuesIsReadUpToItsLimit() {
    String values = "\"x\"" + ",\"x\"".repeat(Query.MAX_VALUES - 1);
    String filter =
        "{\"filter\": [{\"dimension\": \"a\", \"operator\": \"in\", \"values\": [%s]}]}";

    assertThat(query(filter.formatted(values)).filters()).hasSize(1);
    assertThat(refusal(filter.formatted(values + ",\"y\"")).pointer()).isEqualTo("/filter");
  }

  private static Problem refusal(String json) {
    return catchThrowableOfType(ProblemException.class, () -> query(json)).problem();
  }

  private static Query query(String json) {
    return ((QueryDocument.Parts) read(json)).complete(DEFAULTS, NOW);
  }

  private static QueryDocument read(String json) {
    return QueryDocument.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
