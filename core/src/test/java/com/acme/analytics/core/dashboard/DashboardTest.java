package com.acme.analytics.core.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private static final String JSON =
      """
      {"name":"Shop","description":"What we sell,\\nand to whom","widgets":[\
      {"id":"visits","title":"Visits","kind":"line","query":{"measures":["count","sum:cart.total"],\
      "dimensions":["path"],"filter":["path:eq:/a,b","country:in:DE|FR"],"granularity":"1h",\
      "last":"PT24H","order":["-count"],"limit":500},"position":{"x":0,"y":0,"w":8,"h":4}},\
      {"id":"sales","title":"Sales","kind":"number","query":{},"position":{"x":8,"y":0,"w":4,"h":4}},\
      {"id":"way","title":"Way","kind":"funnel","funnel":"00000000-0000-0000-0000-000000000007",\
      "position":{"x":0,"y":4,"w":12,"h":6}}]}""";

  @Test
  void aDashboardIsTheSameAfterItsJson() {
    Dashboard dashboard = Dashboard.fromJson(JSON);

    assertThat(dashboard.toJson()).isEqualTo(JSON);
    assertThat(Dashboard.fromJson(dashboard.toJson())).isEqualTo(dashboard);
    assertThat(dashboard.widgets())
        .extracting(Widget::id)
        .containsExactly("visits", "sales", "way");
    assertThat(dashboard.widgets().get(2).funnel()).contains(new UUID(0, 7));
  }

  @Test
  void aQueryIsAskedOfTheTimeBeforeNow() {
    Map<String, String> asked =
        Dashboard.fromJson(JSON)
            .widgets()
            .get(0)
            .query()
            .orElseThrow()
            .parameters(Instant.parse("2026-03-09T10:00:00Z"));

    assertThat(asked)
        .containsEntry("from", "2026-03-08T10:00:00Z")
        .doesNotContainKey("to")
        .containsEntry("measures", "count,sum\\:cart.total")
        .containsEntry("filter", "path:eq:/a\\,b,country:in:DE|FR")
        .containsEntry("limit", "500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Shop"          | ""                | /name                       | name: "" (expected: 1 to 200
          "name":"Shop",  | ``                | /name                       | name: missing
          "name":         | "nam":1,"name":   | /nam                        | no such member; known are [description, name, widgets]
          "description":  | "description":null,"d": | /description          | "null" (expected: text
          "widgets":[     | "widgets":[1,     | /widgets/0                  | "1" (expected: a list of widgets
          "id":"sales"    | "id":"visits"     | /widgets/1/id               | "visits" (expected: an id no other
          "id":"sales"    | "id":"a b"        | /widgets/1/id               | "a b" (expected: 1 to 64
          "title":"Sales" | "title":" "       | /widgets/1/title            | " " (expected: 1 to 200
          "kind":"number" | "kind":"pie"      | /widgets/1/kind             | "pie" (expected: line, bar
          "kind":"number" | "kind":"funnel"   | /widgets/1/kind             | funnel with a funnel
          "kind":"funnel" | "kind":"bar"      | /widgets/2/kind             | "bar" (expected: funnel with a funnel
          "query":{},     | ``                | /widgets/1                  | "neither" (expected: a query, or
          "funnel":"0     | "query":{},"funnel":"0 | /widgets/2             | "query and funnel"
          "funnel":"0     | "funnel":"x0      | /widgets/2/funnel           | (expected: a UUID
          "query":{}      | "query":{"measures":["count","unique_users"]} | /widgets/1/kind | one measure, no dimension
          "granularity":"1h", | ``            | /widgets/0/query/granularity | missing (expected: 1m, 5m
          "1h"            | "2h"              | /widgets/0/query/granularity | "2h" (expected: 1m, 5m
          "1h"            | ""                | /widgets/0/query/granularity | (expected: text that is not empty
          "count","sum    | "","sum           | /widgets/0/query/measures   | (expected: text that is not empty
          "count","sum    | "cnt","sum        | /widgets/0/query/measures   | "cnt" (expected: count, unique
          "count","sum    | 1,"sum            | /widgets/0/query/measures/0 | "1" (expected: text
          ["path"]        | ["count`"]        | /widgets/0/query/dimensions | a property's name
          "path:eq:/a,b"  | "path"            | /widgets/0/query/filter     | "path" (expected: name:operator
          "-count"        | "-price"          | /widgets/0/query/order      | "price" (expected: a column
          500             | 0                 | /widgets/0/query/limit      | "0" (expected: 1 to 100000
          500             | 1.5               | /widgets/0/query/limit      | "1.5" (expected: a whole number
          500             | 1e999999999       | /widgets/0/query/limit      | (expected: a whole number
          "PT24H"         | "PT59S"           | /widgets/0/query/last       | "PT59S" (expected: a duration of
          "PT24H"         | "1d"              | /widgets/0/query/last       | "1d" (expected: a duration of
          "last":         | "from":"2026-01-01T00:00:00Z","last": | /widgets/0/query/last | either last, or
          "last":"PT24H"  | "from":"2026-01-01T00:00:00Z"         | /widgets/0/query/from | from and to, or
          "last":"PT24H"  | "from":"x","to":"y"                   | /widgets/0/query/from | RFC 3339
          "last":"PT24H"  | "to":"2026-01-01T00:00:00Z","from":"2026-01-02T00:00:00Z" | /widgets/0/query/from | before to
          "limit":        | "customer_id":"victim","limit": | /widgets/0/query/customer_id | no such member
          "x":8           | "x":9             | /widgets/1/position/w       | "4" (expected: 1 to 3
          "x":8           | "x":-1            | /widgets/1/position/x       | "-1" (expected: 0 to 11
          "h":6           | "h":51            | /widgets/2/position/h       | "51" (expected: 1 to 50
          "h":6           | "h":"6"           | /widgets/2/position/h       | (expected: a whole number
          ,"h":6          | ``                | /widgets/2/position/h       | missing
          "h":6           | "h":6,"z":1       | /widgets/2/position/z       | no such member
          """)
  void whatIsNotAsExpectedIsRefusedByItsPlace(
      String found, String replaced, String pointer, String detail) {
    assertThat(JSON).contains(found);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Dashboard.fromJson(JSON.replace(found, replaced == null ? "" : replaced)))
        .satisfies(
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID_DASHBOARD);
              assertThat(refusal.problem().pointer()).isEqualTo(pointer);
              assertThat(refusal.problem().detail()).contains(detail);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"name\": \"a\", \"name\": \"b\"}", "{\"name\": NaN}"})
  void textThatIsNoJsonIsRefused(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Dashboard.fromJson(text))
        .satisfies(
            refusal ->
                assertThat(refusal.problem().code())
                    .isIn(ErrorCode.MALFORMED_JSON, ErrorCode.INVALID_DASHBOARD));
  }

  @Test
  void nestedJsonIsRefusedAndNotFollowed() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Dashboard.fromJson("{\"widgets\":" + "[".repeat(400)))
        .withMessageContaining("less nested JSON");
  }

  @Test
  void fiftyWidgetsAreADashboardAndOneMoreIsNone() {
    assertThat(Dashboard.fromJson(ofWidgets(50)).widgets()).hasSize(50);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Dashboard.fromJson(ofWidgets(51)))
        .withMessageContaining("widgets: \"51 widgets\" (expected: at most 50)");
  }

  @Test
  void aDashboardOfMoreThan100KilobytesIsRefusedWhateverItHolds() {
    String padding = " ".repeat(Dashboard.MOST_BYTES - ofWidgets(1).length());
    assertThat(Dashboard.fromJson(ofWidgets(1) + padding).widgets()).hasSize(1);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Dashboard.fromJson(ofWidgets(1) + padding + " "))
        .satisfies(
            refusal -> assertThat(refusal.problem().code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
  }

  private static String ofWidgets(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"id": "w%d", "title": "t", "kind": "table", "query": {},
                 "position": {"x": 0, "y": %d, "w": 1, "h": 1}}"""
                    .formatted(i, i))
        .collect(Collectors.joining(",", "{\"name\": \"many\", \"widgets\": [", "]}"));
  }
}
