package com.acme.analytics.functions.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Events and queries with all that is awkward about them.
 *
 * @param start the first event's time at the earliest, a whole day
 */
record GeneratedQueries(Instant start) {
  private static final List<String> TEXTS =
      List.of(
          "404",
          "404.0",
          "true",
          "",
          "/a",
          "x,y|z",
          "it's",
          "a\\b",
          "t\ta\nb",
          "{p0:String}",
          "ünï😀",
          "`--",
          "[1]");

  static GeneratedQueries ofThreeDaysAgo() {
    return new GeneratedQueries(
        Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3)));
  }

  /** Up to 40 events of two days. */
  Arbitrary<List<TestEvent>> events() {
    Arbitrary<Long> millis =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(0, 172_800_000)),
            Tuple.of(1, Arbitraries.longs().between(0, 600).map(m -> m * 60_000)),
            Tuple.of(1, Arbitraries.of(59_999L, 299_999L, 86_399_999L)));
    return Combinators.combine(
            Arbitraries.of("page_view", "purchase", "ünï"),
            millis,
            Arbitraries.of("", "u1", "u2", "u3"),
            Arbitraries.of("", "a1", "u1"),
            Arbitraries.of("", "/", "/a", "/b?x='", "x,y|z"),
            Arbitraries.of("", "DE", "FR"),
            Arbitraries.of(true, false),
            properties())
        .as(
            (event, at, user, anonymous, path, country, bot, properties) ->
                new TestEvent(
                    UUID.randomUUID(),
                    event,
                    start.plusMillis(at),
                    start.plusMillis(at + 5),
                    user,
                    anonymous,
                    path,
                    country,
                    bot,
                    properties))
        .list()
        .ofMinSize(0)
        .ofMaxSize(40);
  }

  private static Arbitrary<Map<String, Object>> properties() {
    Arbitrary<Object> number =
        Arbitraries.oneOf(
            Arbitraries.of(404L, 0L, -3L, 12L).asGeneric(),
            Arbitraries.of(1.5, 404.0, -0.25, 1.0e10).asGeneric());
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            number,
            Arbitraries.of(TEXTS).asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.of(List.of(1L), List.of("a"), Map.of("deep", 1L)).asGeneric());
    return Combinators.combine(
            value.injectNull(0.3),
            number.injectNull(0.3),
            value.injectNull(0.3),
            Arbitraries.longs().injectNull(0.5))
        .as(
            (status, bytes, total, id) -> {
              Map<String, Object> properties = new HashMap<>();
              properties.put("status", status);
              properties.put("bytes", bytes);
              properties.put("id", id);
              Map<String, Object> cart = new HashMap<>();
              cart.put("tot'al", total);
              properties.put("cart", cart);
              properties.put("path", "property");
              return properties;
            });
  }

  /** Parameters of this many queries. */
  Arbitrary<List<Map<String, String>>> queries(int size) {
    return Combinators.combine(
            Arbitraries.of(
                "",
                "count",
                "unique_users,count",
                "sum:bytes,count",
                "avg:status,min:cart.tot'al",
                "max:bytes,count,min:bytes",
                "sum:nothing,count"),
            Arbitraries.of(
                "",
                "",
                "path",
                "event,status",
                "status",
                "cart.tot'al",
                "user_id,nothing",
                "country,bot",
                "properties.path,path",
                "id"),
            filters(),
            Arbitraries.of("", "", "1m", "5m", "1h", "1d"),
            Arbitraries.of("", "", "1", "3"),
            range())
        .as(
            (measures, dimensions, filter, granularity, limit, range) ->
                Map.of(
                    "measures", measures,
                    "dimensions", dimensions,
                    "filter", filter,
                    "granularity", granularity,
                    "limit", limit,
                    "from", range.get(0),
                    "to", range.get(1)))
        .list()
        .ofSize(size);
  }

  private Arbitrary<List<String>> range() {
    return Arbitraries.of(
        List.of("", ""),
        List.of(start.toString(), start.plusMillis(59_999).toString()),
        List.of(start.plusMillis(59_999).toString(), start.plusMillis(86_399_999).toString()),
        List.of(start.plusSeconds(60).toString(), start.plus(Duration.ofDays(1)).toString()));
  }

  private static Arbitrary<String> filters() {
    Arbitrary<String> text =
        Arbitraries.of(TEXTS)
            .map(value -> value.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|"));
    Arbitrary<String> property = Arbitraries.of("status", "cart.tot'al", "bytes", "nothing");
    Arbitrary<String> any =
        Combinators.combine(property, Arbitraries.of("eq", "ne", "contains", "in"), text)
            .as((name, operator, value) -> name + ":" + operator + ":" + value);
    Arbitrary<String> several =
        Combinators.combine(property, text, text)
            .as((name, one, other) -> name + ":in:" + one + "|" + other + "|1.5");
    Arbitrary<String> ordered =
        Combinators.combine(
                property,
                Arbitraries.of("lt", "le", "gt", "ge"),
                Arbitraries.of("404", "0", "-0.25", "1e10", "3.5"))
            .as((name, operator, value) -> name + ":" + operator + ":" + value);
    Arbitrary<String> large =
        Arbitraries.of("id:gt:0", "id:le:9223372036854775807", "id:ge:-9223372036854775807");
    Arbitrary<String> presence =
        Combinators.combine(
                Arbitraries.of("status", "path", "user_id", "cart.tot'al", "nothing"),
                Arbitraries.of("exists", "missing"))
            .as((name, operator) -> name + ":" + operator);
    Arbitrary<String> fixed =
        Arbitraries.of(
            "path:eq:/a",
            "path:ne:/",
            "path:in:/|x\\,y\\|z",
            "path:contains:'",
            "event:eq:ünï",
            "country:ne:DE",
            "bot:eq:true",
            "bot:ne:true",
            "bot:in:true|false",
            "bot:missing");
    return Arbitraries.oneOf(any, several, ordered, large, presence, fixed)
        .list()
        .ofMaxSize(2)
        .map(list -> String.join(",", list));
  }
}
