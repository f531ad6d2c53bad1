package com.acme.analytics.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final QueryParameters PARAMETERS =
      new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

  @Test
  void noParameterAtAllCountsTheEventsOfTheLastDays() {
    Query query = parse(Map.of());

    assertThat(query)
        .isEqualTo(
            new Query(
                List.of(new Measure.Count()),
                List.of(),
                List.of(),
                new TimeRange(
                    Instant.parse("2026-03-03T12:00:00Z"), Instant.parse("2026-03-10T12:05:00Z")),
                Optional.empty(),
                List.of(new Order("count", true)),
                100));
  }

  @Test
  void everyParameterFindsItsPlace() {
    Query query =
        parse(
            Map.of(
                "measures", "unique_users,sum:bytes",
                "dimensions", "path,cart.total",
                "filter", "status:eq:404,event:in:a|b,url:exists",
                "from", "2026-03-10T10:00:00+01:00",
                "to", "2026-03-10T11:00:00.5Z",
                "granularity", "5m",
                "order", "-sum:bytes,time",
                "limit", "7"));

    assertThat(query)
        .isEqualTo(
            new Query(
                List.of(
                    new Measure.UniqueUsers(),
                    new Measure.OfProperty(Aggregation.SUM, new Property("bytes"))),
                List.of(FixedDimension.PATH, new Property("cart.total")),
                List.of(
                    new Filter(new Property("status"), Operator.EQ, List.of("404")),
                    new Filter(FixedDimension.EVENT, Operator.IN, List.of("a", "b")),
                    new Filter(new Property("url"), Operator.EXISTS, List.of())),
                new TimeRange(
                    Instant.parse("2026-03-10T09:00:00Z"),
                    Instant.parse("2026-03-10T11:00:00.500Z")),
                Optional.of(Granularity.FIVE_MINUTES),
                List.of(new Order("sum:bytes", true), new Order("time", false)),
                7));
  }

  @Test
  void aSeriesIsInOrderOfTimeAndLongerByDefault() {
    Query query = parse(Map.of("granularity", "1m"));

    assertThat(query.order()).containsExactly(new Order("time", false));
    assertThat(query.limit()).isEqualTo(10_000);
  }

  @Test
  void theFirstMeasureOrdersByDefault() {
    assertThat(parse(Map.of("measures", "max:bytes,count")).order())
        .containsExactly(new Order("max:bytes", true));
  }

  @Test
  void aValueKeepsColonsAndEscapedSeparators() {
    Query query = parse(Map.of("filter", "at:eq:12:30\\,5,path:in:a\\|b|c\\\\"));

    assertThat(query.filters())
        .containsExactly(
            new Filter(new Property("at"), Operator.EQ, List.of("12:30,5")),
            new Filter(FixedDimension.PATH, Operator.IN, List.of("a|b", "c\\")));
  }

  @Test
  void aPropertyOfATakenNameKeepsItsPrefixInTheAnswer() {
    Query query = parse(Map.of("dimensions", "properties.path,path,count,properties.status,a\\:b"));

    assertThat(query.columns())
        .extracting(Column::name)
        .containsExactly(
            "properties.path", "path", "properties.count", "status", "properties.a:b", "count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "measures; median:bytes; median:bytes",
        "measures; count,count; each name once",
        "measures; sum:path; properties.path the property",
        "measures; sum:; a property's name",
        "measures; Count; expected: count, unique_users",
        "dimensions; a..b; a property's name",
        "dimensions; a`b; no backtick",
        "dimensions; ~a,~; a property's name",
        "dimensions; path,path; each name once",
        "dimensions; a\\; a character after",
        "filter; status; name:operator:value",
        "filter; status:like:4; one of the operators",
        "filter; status:eq; a value",
        "filter; status:exists:4; no value",
        "filter; status:lt:many; a number",
        "filter; status:lt:0x10; a number",
        "filter; status:lt:1e999; a number",
        "filter; path:lt:4; path is text",
        "filter; path:eq:; not empty",
        "filter; bot:eq:yes; true or false",
        "filter; bot:gt:1; bot is text",
        "filter; path:eq:/a,b; a comma within a value",
        "from; yesterday; RFC 3339",
        "from; 2026-03-10; RFC 3339",
        "from; 1969-12-31T00:00:00Z; not before 1970",
        "from; 2026-03-10T12:05:00Z; before to",
        "to; 2026-03-10T12:00:00 01:00; write + as %2B",
        "to; 2500-01-01T00:00:00Z; not after 2100",
        "granularity; 2m; 1m, 5m, 1h or 1d",
        "order; bytes; a column of the answer: count",
        "order; count,-count; each name once",
        "limit; 0; 1 to 100000",
        "limit; 100001; 1 to 100000",
        "limit; ten; a whole number",
        "customer_id; victim; no such parameter",
      })
  void aBadParameterIsNamedWithItsValueAndWhatWasExpected(
      String name, String value, String expected) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse(Map.of(name, value == null ? "" : value)))
        .satisfies(
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID_QUERY);
              assertThat(refusal.problem().pointer()).isEqualTo(name);
              assertThat(refusal.problem().detail()).startsWith(name + ": ").contains(expected);
            });
  }

  @Test
  void aLongValueIsQuotedInPartAndWithoutHalfACharacter() {
    String value = "x".repeat(99) + "😀😀";

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse(Map.of("granularity", value)))
        .withMessageContaining("\"" + "x".repeat(99) + "…\"");
  }

  @Test
  void moreTermsThanAnyStorePlansAreRefused() {
    String names = "a".repeat(21).replace("a", "a,");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse(Map.of("filter", names.replace("a", "a:exists") + "b:exists")))
        .withMessageContaining("at most 20");
  }

  private static Query parse(Map<String, String> parameters) {
    return PARAMETERS.parse(parameters, NOW);
  }
}
