package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Numbers;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Reads what a validated expression is of a query. */
final class TermReader {
  /** The shares that there are percentiles of. */
  private static final String PERCENTILES = "0.5, 0.75, 0.9, 0.95 or 0.99";

  private static final String BUCKETS =
      "FLOOR(\"timestamp\" TO MINUTE), HOUR or DAY, date_trunc('minute', \"timestamp\"), or"
          + " time_bucket(INTERVAL '5' MINUTE, \"timestamp\")";

  private TermReader() {}

  static Term read(SqlNode node) {
    if (node instanceof SqlIdentifier id) {
      return key(id);
    }
    if (node instanceof SqlCall call) {
      return switch (call.getOperator().getName()) {
        case "COUNT" -> count(call);
        case "UNIQUE_USERS" -> new Term.Figure(new Measure.UniqueUsers());
        case "SUM" -> figure(Aggregation.SUM, call);
        case "AVG" -> figure(Aggregation.AVG, call);
        case "MIN" -> figure(Aggregation.MIN, call);
        case "MAX" -> figure(Aggregation.MAX, call);
        case "APPROX_PERCENTILE" -> figure(percentile(call), call);
        case "FLOOR" -> floor(call);
        case "DATE_TRUNC" -> bucket(call, call.operand(1), unit(Literals.text(call.operand(0))));
        case "TIME_BUCKET" ->
            bucket(call, call.operand(1), Granularity.of(Literals.interval(call.operand(0))));
        default -> throw unfit(call);
      };
    }
    throw unfit(node);
  }

  /** The name of a validated column, without the table's. */
  static String name(SqlIdentifier column) {
    return column.names.get(column.names.size() - 1);
  }

  private static Term key(SqlIdentifier column) {
    String name = name(column);
    if (name.equals(EventsTable.TIME)) {
      throw SqlRefusal.of(column, "the time of single events", BUCKETS);
    }
    return SqlRefusal.at(column, () -> new Term.Key(Dimension.named(name, "column")));
  }

  private static Term count(SqlCall call) {
    if (call.operandCount() != 1
        || !(call.operand(0) instanceof SqlIdentifier counted)
        || !counted.isStar()) {
      throw SqlRefusal.of(
          call, "count of a column", "count(*), with WHERE … IS NOT NULL for a column");
    }
    return new Term.Figure(new Measure.Count());
  }

  private static Aggregation percentile(SqlCall call) {
    String share = Literals.text(call.operand(1));
    return Numbers.parse(share)
        .map(number -> number.movePointRight(2))
        .flatMap(
            percent ->
                Arrays.stream(Aggregation.values())
                    .filter(Aggregation::isPercentile)
                    .filter(each -> percent.compareTo(BigDecimal.valueOf(each.percent())) == 0)
                    .findFirst())
        .orElseThrow(() -> SqlRefusal.of(call, "the percentile " + share, PERCENTILES));
  }

  private static Term figure(Aggregation aggregation, SqlCall call) {
    String code = aggregation.isPercentile() ? "approx_percentile" : aggregation.code();
    if (!(call.operand(0) instanceof SqlIdentifier column)
        || name(column).equals(EventsTable.TIME)) {
      throw SqlRefusal.of(call, code + " of an expression", code + " of a property");
    }
    return SqlRefusal.at(
        call,
        () -> new Term.Figure(Measure.named(aggregation.code() + ":" + name(column), "measure")));
  }

  private static Term floor(SqlCall call) {
    if (call.operandCount() != 2) {
      throw unfit(call);
    }
    return bucket(call, call.operand(0), unit(call.operand(1).toString()));
  }

  private static Term bucket(SqlCall call, SqlNode time, Optional<Granularity> every) {
    boolean ofEvents =
        time instanceof SqlIdentifier column && name(column).equals(EventsTable.TIME);
    if (!ofEvents || every.isEmpty()) {
      throw SqlRefusal.of(call, "a bucket other than 1 or 5 minutes, 1 hour or 1 day", BUCKETS);
    }
    return new Term.Bucket(every.get());
  }

  private static Optional<Granularity> unit(String name) {
    return Arrays.stream(ChronoUnit.values())
        .filter(unit -> unit.name().equals(name.toUpperCase(Locale.ROOT) + "S"))
        .map(ChronoUnit::getDuration)
        .flatMap(length -> Granularity.of(length).stream())
        .findFirst();
  }

  private static ProblemException unfit(SqlNode node) {
    String found = node.getKind() == SqlKind.LITERAL ? "a value" : "an expression";
    return SqlRefusal.of(node, found, "columns and " + EventFunctions.EXPECTED);
  }
}
