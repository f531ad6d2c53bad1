package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A statement over the rollup, whose columns docs/formats/unique.md names. The customer's predicate
 * is the first of the only WHERE there is, joined to the rest by AND.
 *
 * @param text with a question mark for each parameter
 * @param parameters texts, in order; no value that a caller sent is part of the statement's text
 */
record WarmStatement(String text, List<String> parameters) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  WarmStatement {
    parameters = List.copyOf(parameters);
  }

  /** The groups of a slice; one more than the most tells that there are others. */
  static WarmStatement groups(CustomerId customer, Query query, TimeRange range) {
    List<String> parameters = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    query.granularity().ifPresent(every -> keys.add(bucket(every)));
    WarmDimension dimensions = new WarmDimension(parameters);
    query.dimensions().forEach(dimension -> keys.add(dimensions.text(dimension)));
    List<String> columns = new ArrayList<>(keys);
    WarmMeasure measures = new WarmMeasure(parameters);
    query.measures().forEach(measure -> columns.addAll(measures.columns(measure)));
    StringBuilder sql = new StringBuilder(512);
    sql.append("SELECT ").append(String.join(",\n  ", columns));
    sql.append("\nFROM \"events\"\nWHERE \"customer_id\" = ?");
    parameters.add(customer.value());
    sql.append("\n  AND \"__time\" >= ").append(time(range.from()));
    sql.append("\n  AND \"__time\" < ").append(time(range.to()));
    for (Filter filter : query.filters()) {
      sql.append("\n  AND ").append(dimensions.predicate(filter));
    }
    if (!keys.isEmpty()) {
      sql.append("\nGROUP BY ").append(positions(keys.size()));
      sql.append("\nORDER BY SUM(\"count\") DESC\nLIMIT ").append(TierStore.MAX_GROUPS + 1);
    }
    return new WarmStatement(sql.toString(), parameters);
  }

  private static String time(Instant minute) {
    return "TIMESTAMP '" + TIME.format(minute) + "'";
  }

  private static String bucket(Granularity granularity) {
    return "TIMESTAMP_TO_MILLIS(TIME_FLOOR(\"__time\", '" + period(granularity) + "'))";
  }

  /** ISO 8601; Java writes a day as 24 hours, which Druid would not align to days. */
  private static String period(Granularity granularity) {
    return switch (granularity) {
      case MINUTE -> "PT1M";
      case FIVE_MINUTES -> "PT5M";
      case HOUR -> "PT1H";
      case DAY -> "P1D";
    };
  }

  private static String positions(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}
