package com.acme.analytics.functions.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** A query printed as SQL compiles to the same query, whatever its names and values are. */
class SqlRoundTripTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final SqlCompiler COMPILER =
      new SqlCompiler(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

  @net.jqwik.api.Property(tries = 500)
  void aQueryPrintedAsSqlCompilesBackToIt(@ForAll("queries") Query query) {
    ProjectedQuery compiled = (ProjectedQuery) COMPILER.compile(SqlPrinter.print(query), NOW);

    assertThat(compiled.query()).isEqualTo(query);
    List<Column> columns = query.columns();
    assertThat(compiled.columns())
        .isEqualTo(
            IntStream.range(0, columns.size())
                .mapToObj(column -> new ProjectedColumn(columns.get(column).name(), column))
                .toList());
  }

  @Provide
  Arbitrary<Query> queries() {
    return Combinators.combine(
            measures().list().uniqueElements().ofMinSize(1).ofMaxSize(4),
            dimensions().list().uniqueElements().ofMaxSize(4),
            filters().list().uniqueElements().ofMaxSize(5),
            ranges(),
            Arbitraries.of(Granularity.class).optional(),
            Arbitraries.integers().between(1, Query.MAX_LIMIT))
        .as(
            (measures, dimensions, filters, range, granularity, limit) ->
                new Query(measures, dimensions, filters, range, granularity, List.of(), limit))
        .flatMap(SqlRoundTripTest::ordered);
  }

  private static Arbitrary<Query> ordered(Query query) {
    Arbitrary<List<Order>> order =
        Combinators.combine(
                Arbitraries.of(query.columns().stream().map(Column::name).toList()),
                Arbitraries.of(true, false))
            .as(Order::new)
            .list()
            .uniqueElements(Order::column)
            .ofMinSize(1)
            .ofMaxSize(2);
    return order.map(
        by ->
            new Query(
                query.measures(),
                query.dimensions(),
                query.filters(),
                query.range(),
                query.granularity(),
                by,
                query.limit()));
  }

  private static Arbitrary<Measure> measures() {
    return Arbitraries.oneOf(
        Arbitraries.of(new Measure.Count(), new Measure.UniqueUsers()),
        Combinators.combine(Arbitraries.of(Aggregation.class), properties())
            .as(Measure.OfProperty::new));
  }

  private static Arbitrary<Dimension> dimensions() {
    return Arbitraries.oneOf(
        Arbitraries.of(FixedDimension.class).map(fixed -> fixed), properties().map(name -> name));
  }

  private static Arbitrary<Property> properties() {
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            Arbitraries.of(
                "status", "path", "timestamp", "count", "value", "SELECT", "events", "*"),
            Arbitraries.strings().withChars("aZ \"'\\-:;/*é€😀 ").ofMinLength(1).ofMaxLength(8));
    return segment
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> String.join(".", segments))
        .filter(Property::isValid)
        .map(Property::new);
  }

  private static Arbitrary<Filter> filters() {
    return Combinators.combine(dimensions(), Arbitraries.of(Operator.class))
        .flatAs(
            (dimension, operator) -> {
              boolean fixed = dimension instanceof FixedDimension;
              Operator possible = fixed && operator.isOrdering() ? Operator.EQ : operator;
              int values = possible.takesNoValue() ? 0 : possible == Operator.IN ? 3 : 1;
              return values(dimension, possible)
                  .list()
                  .uniqueElements()
                  .ofMinSize(Math.min(values, 1))
                  .ofMaxSize(dimension == FixedDimension.BOT ? Math.min(values, 2) : values)
                  .map(list -> new Filter(dimension, possible, list));
            });
  }

  private static Arbitrary<String> values(Dimension dimension, Operator operator) {
    if (dimension == FixedDimension.BOT) {
      return Arbitraries.of("true", "false");
    }
    Arbitrary<String> numbers = Arbitraries.of("404", "-1", "0", "1.50", "1e10", "1E+10", "-0.25");
    if (operator.isOrdering()) {
      return numbers;
    }
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars("a %_!'\"\\\n\t;-/*{}?é€😀 ")
            .ofMaxLength(10)
            .filter(text -> !(text.isEmpty() && dimension instanceof FixedDimension));
    return Arbitraries.oneOf(numbers, texts, Arbitraries.of("true", "NULL", "' OR 1=1 --"));
  }

  private static Arbitrary<TimeRange> ranges() {
    Arbitrary<Long> micros = Arbitraries.longs().between(0, 4_000_000_000_000_000L);
    return Combinators.combine(micros, Arbitraries.longs().between(1, 100_000_000_000_000L))
        .as((from, length) -> new TimeRange(moment(from), moment(from + length)));
  }

  private static Instant moment(long micros) {
    return Instant.EPOCH.plusSeconds(micros / 1_000_000).plusNanos(micros % 1_000_000 * 1000);
  }
}
