package com.acme.analytics.core.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a {@link QueryDocument} token by token, so that each refusal knows where it is. */
final class QueryDocumentReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String MEMBERS =
      "measures, dimensions, filter, from, to, granularity, order, limit and compare, or sql; and"
          + " wait";
  private static final Set<String> STATEMENT = Set.of("sql", "wait");
  private static final String OF_FILTERS = "dimension, operator and values";

  private final JsonParser json;
  private List<Measure> measures = List.of();
  private List<Dimension> dimensions = List.of();
  private List<Filter> filters = List.of();
  private List<Order> order = List.of();
  private Optional<String> from = Optional.empty();
  private Optional<String> to = Optional.empty();
  private Optional<Granularity> granularity = Optional.empty();
  private OptionalInt limit = OptionalInt.empty();
  private Optional<Comparison> comparison = Optional.empty();
  private Optional<String> sql = Optional.empty();
  private boolean waits;

  private QueryDocumentReader(JsonParser json) {
    this.json = json;
  }

  static QueryDocument read(byte[] body) {
    if (body.length > QueryDocument.MAX_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: at most %d)"
                  .formatted(body.length, QueryDocument.MAX_BYTES)));
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      return new QueryDocumentReader(json).document();
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(ErrorCode.MALFORMED_JSON, "body: not JSON (expected: a JSON object)"), e);
    }
  }

  private QueryDocument document() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw unfit("an object with " + MEMBERS);
    }
    Set<String> seen = new HashSet<>();
    while (nextMember(seen)) {
      readMember();
    }
    if (json.nextToken() != null) {
      throw unfit("nothing behind the object");
    }
    if (sql.isPresent()) {
      return statement(sql.get(), seen, waits);
    }
    return new QueryDocument.Parts(
        new QueryDraft(
            measures,
            dimensions,
            filters,
            from.map(time -> TimeRange.time(time, "/from", "")),
            to.map(time -> TimeRange.time(time, "/to", "")),
            granularity,
            order,
            limit,
            comparison),
        waits);
  }

  private void readMember() {
    switch (json.currentName()) {
      case "measures" -> measures = list(at -> Measure.named(text(), at));
      case "dimensions" -> dimensions = list(at -> Dimension.named(text(), at));
      case "filter" -> filters = list(this::filter);
      case "order" -> order = list(at -> Order.named(text()));
      case "from" -> from = Optional.of(text());
      case "to" -> to = Optional.of(text());
      case "granularity" -> granularity = Optional.of(Granularity.named(text(), pointer()));
      case "limit" -> limit = OptionalInt.of(wholeNumber());
      case "compare" -> comparison = Optional.of(Comparison.named(text(), pointer()));
      case "sql" -> sql = Optional.of(text());
      case "wait" -> waits = truth();
      default -> throw unknown(MEMBERS);
    }
  }

  private static QueryDocument statement(String sql, Set<String> members, boolean waits) {
    if (!STATEMENT.containsAll(members)) {
      throw InvalidQuery.of("/sql", sql, "no other member but wait: the statement says it all");
    }
    return new QueryDocument.Sql(sql, waits);
  }

  private Filter filter(String at) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return at(at, () -> Filter.parse(text()));
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unfit("text such as status:eq:404, or an object with " + OF_FILTERS);
    }
    Optional<Dimension> dimension = Optional.empty();
    Optional<Operator> operator = Optional.empty();
    List<String> values = List.of();
    Set<String> seen = new HashSet<>();
    while (nextMember(seen)) {
      switch (json.currentName()) {
        case "dimension" -> dimension = Optional.of(Dimension.named(text(), pointer()));
        case "operator" -> operator = Optional.of(Operator.named(text(), pointer()));
        case "values" -> values = list(place -> text());
        default -> throw unknown(OF_FILTERS);
      }
    }
    Dimension compared = dimension.orElseThrow(() -> missing(at + "/dimension", "a name"));
    Operator how = operator.orElseThrow(() -> missing(at + "/operator", Operator.CODES));
    List<String> to = values;
    return at(at, () -> new Filter(compared, how, to));
  }

  /** Goes to the next member's value. */
  private boolean nextMember(Set<String> seen) {
    if (json.nextToken() != JsonToken.PROPERTY_NAME) {
      return false;
    }
    String name = json.currentName();
    json.nextToken();
    if (!seen.add(name)) {
      throw InvalidQuery.of(pointer(), name, "each member once");
    }
    return true;
  }

  /** The list at hand; an element is read with the pointer to it. */
  private <T> List<T> list(Function<String, T> element) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unfit("a list");
    }
    List<T> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.apply(pointer()));
    }
    return elements;
  }

  private String text() {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unfit("text");
    }
    return json.getString();
  }

  private boolean truth() {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw unfit("true or false");
    };
  }

  private int wholeNumber() {
    String expected = "a whole number, 1 to " + Query.MAX_LIMIT;
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw unfit(expected);
    }
    try {
      return Integer.parseInt(json.getString());
    } catch (NumberFormatException e) {
      throw unfit(expected);
    }
  }

  private String pointer() {
    return json.streamReadContext().pathAsPointer().toString();
  }

  private ProblemException unknown(String expected) {
    return InvalidQuery.of(pointer(), json.currentName(), "only the members " + expected);
  }

  /** The value the parser stands on is not what it should be. */
  private ProblemException unfit(String expected) {
    JsonToken token = json.currentToken();
    String found =
        token == null ? "nothing" : token.isScalarValue() ? json.getString() : token.asString();
    return InvalidQuery.of(pointer(), found, expected);
  }

  private static ProblemException missing(String pointer, String expected) {
    return InvalidQuery.of(pointer, "", expected);
  }

  private static Filter at(String pointer, Supplier<Filter> filter) {
    try {
      return filter.get();
    } catch (ProblemException e) {
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_QUERY, e.problem().detail(), pointer), e);
    }
  }
}
