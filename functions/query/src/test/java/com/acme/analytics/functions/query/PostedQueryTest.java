package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /v2/query}: the same queries as JSON documents and as SQL, on a real ClickHouse. */
class PostedQueryTest {
  private static Instant hour;
  private static HotStore store;
  private static ClickHouseTier tier;
  private static QueryEndpoint endpoint;

  private final CustomerId customer = new CustomerId("examples");

  @BeforeAll
  static void start() throws Exception {
    hour = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(14));
    store = HotStore.start();
    tier = store.tier();
    endpoint = HotStore.endpoint(tier);
    store.insert(
        new CustomerId("examples"),
        List.of(
            TestEvent.of(hour, "/", Map.of("status", 200L, "bytes", 1000L)),
            TestEvent.of(hour.plusSeconds(59), "/", Map.of("status", 404L)),
            TestEvent.of(hour.plusSeconds(60), "/a,b", Map.of("status", "404", "bytes", 500L)),
            TestEvent.of(hour.plusSeconds(120), "", Map.of("bytes", 250.5))));
  }

  @AfterAll
  static void stop() throws Exception {
    tier.close();
    store.close();
  }

  @Test
  void everyExampleOfTheFormatsPageIsAnsweredAsItSays() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("acme.root"), "docs/formats/query.md"))
            .replace("2026-03-09", hour.toString().substring(0, 10));
    List<MatchResult> examples =
        Pattern.compile("```\nPOST /v2/query\n\n([^`]*)```\n+```json\n([^`]*)```")
            .matcher(page)
            .results()
            .toList();

    assertThat(examples).hasSizeGreaterThan(2);
    for (MatchResult example : examples) {
      HttpResponse response = HotStore.post(endpoint, customer, example.group(1));

      Object actual = PlainJson.read(response.body());
      Object expected = PlainJson.read(example.group(2));
      if (response.status() == 200) {
        assertThat(PlainJson.at(actual, "columns"))
            .as(example.group(1))
            .isEqualTo(PlainJson.at(expected, "columns"));
        assertThat(PlainJson.at(actual, "rows"))
            .as(example.group(1))
            .isEqualTo(PlainJson.at(expected, "rows"));
      } else {
        assertThat(actual).as(example.group(1)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aDocumentHasTheAnswerOfTheEqualParametersAndSoHasSql() {
    Object byParameters =
        ok(
            HotStore.get(
                endpoint,
                customer,
                Map.of(
                    "measures", "count,unique_users,sum:bytes",
                    "dimensions", "path,status",
                    "filter", "bytes:lt:2000,path:contains:/",
                    "granularity", "1m",
                    "order", "-time")));

    Object byDocument =
        posted(
            """
            {"measures": ["count", "unique_users", "sum:bytes"], "dimensions": ["path", "status"],
             "filter": ["bytes:lt:2000", {"dimension": "path", "operator": "contains", "values": ["/"]}],
             "granularity": "1m", "order": ["-time"]}
            """);
    Object bySql =
        sql(
            """
            SELECT FLOOR("timestamp" TO MINUTE), path, status,
              count(*), unique_users(), sum(bytes)
            FROM events
            WHERE bytes < 2000 AND path LIKE '%/%'
            GROUP BY 1, path, status
            ORDER BY 1 DESC
            """);

    for (Object answer : List.of(byDocument, bySql)) {
      assertThat(PlainJson.at(answer, "columns")).isEqualTo(PlainJson.at(byParameters, "columns"));
      assertThat(PlainJson.at(answer, "rows")).isEqualTo(PlainJson.at(byParameters, "rows"));
      assertThat(PlainJson.at(answer, "meta", "exact")).isEqualTo(true);
    }
    assertThat(PlainJson.list(byParameters, "rows")).hasSize(2);
  }

  @Test
  void anAnswerToSqlHasTheColumnsOfSelectInItsOrderWithItsNames() {
    Object answer =
        sql(
            "SELECT max(bytes) AS \"größte\", path AS page, count(*) AS n, path AS again,"
                + " FLOOR(\"timestamp\" TO DAY) AS tag FROM events WHERE \"timestamp\" < TIMESTAMP '"
                + hour.plusSeconds(130)
                + "' GROUP BY tag, path, status ORDER BY path, min(bytes) DESC");

    assertThat(PlainJson.text(PlainJson.at(answer, "columns")))
        .isEqualTo(
            "[{\"name\":\"größte\",\"type\":\"number\"},{\"name\":\"page\",\"type\":\"string\"},"
                + "{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"again\",\"type\":\"string\"},"
                + "{\"name\":\"tag\",\"type\":\"time\"}]");
    String day = hour.truncatedTo(ChronoUnit.DAYS).toString();
    assertThat(PlainJson.text(PlainJson.at(answer, "rows")))
        .isEqualTo(
            "[[1000,\"/\",1,\"/\",\"%1$s\"],[null,\"/\",1,\"/\",\"%1$s\"],[500,\"/a,b\",1,\"/a,b\",\"%1$s\"],[250.5,null,1,null,\"%1$s\"]]"
                .formatted(day));
  }

  @Test
  void inSqlAComparisonWithNoValueIsNotTrue() {
    assertThat(rows("SELECT count(*) FROM events WHERE status <> 404")).isEqualTo("[[1]]");
    assertThat(rows("SELECT count(*) FROM events WHERE NOT (status = 404)")).isEqualTo("[[1]]");
    assertThat(rows("SELECT count(*) FROM events WHERE status IS DISTINCT FROM 404"))
        .isEqualTo("[[2]]");
  }

  @Test
  void theLargestFiltersThatAreTakenAreAnswered() {
    List<String> values =
        IntStream.range(0, Query.MAX_VALUES / Query.MAX_TERMS)
            .mapToObj(value -> value + ".25")
            .toList();
    Object filter = Map.of("dimension", "\\".repeat(190), "operator", "in", "values", values);

    Object answer =
        posted(PlainJson.text(Map.of("filter", Collections.nCopies(Query.MAX_TERMS, filter))));

    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of(List.of(0L)));
  }

  @Test
  void theStatementThatPrimesTheFunctionIsAnswered() {
    Object answer = posted(new String(QueryHandler.PRIMING_SQL, StandardCharsets.UTF_8));

    assertThat(PlainJson.at(answer, "rows")).isEqualTo(List.of());
  }

  @Test
  void aRefusalPointsIntoTheDocument() {
    HttpResponse response = HotStore.post(endpoint, customer, "{\"filter\": [\"status\"]}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(PlainJson.at(PlainJson.read(response.body()), "pointer")).isEqualTo("/filter/0");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    HttpResponse response = HotStore.post(endpoint, customer, " ".repeat(70_000));

    assertThat(response.status()).isEqualTo(413);
    assertThat(PlainJson.at(PlainJson.read(response.body()), "code")).isEqualTo("body_too_large");
  }

  private String rows(String sql) {
    return PlainJson.text(PlainJson.at(sql(sql), "rows"));
  }

  private Object sql(String sql) {
    return posted(PlainJson.text(Map.of("sql", sql)));
  }

  private Object posted(String document) {
    return ok(HotStore.post(endpoint, customer, document));
  }

  private static Object ok(HttpResponse response) {
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return PlainJson.read(response.body());
  }
}
