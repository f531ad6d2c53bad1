package com.acme.analytics.functions.query.export;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDocument;
import com.acme.analytics.core.query.QueryDraft;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.lake.EventColumn;
import com.acme.analytics.functions.query.lake.EventSelection;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Which events an export has, and what of them.
 *
 * @param columns at least one, no two of one name
 */
public record ExportRequest(
    ExportFormat format, List<EventColumn> columns, List<Filter> filters, TimeRange range) {
  /** More than an event has by itself, with room for properties. */
  static final int MAX_COLUMNS = 100;

  private static final String MEMBERS = "format, from, to, filter and columns";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public ExportRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  /**
   * Reads a request's body.
   *
   * @param now where a range ends that names no end
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE}, {@link ErrorCode#MALFORMED_JSON}, or
   *     {@link ErrorCode#INVALID_QUERY} with a JSON pointer to the member
   */
  public static ExportRequest parse(byte[] body, Instant now) {
    if (body.length > QueryDocument.MAX_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: at most %d)"
                  .formatted(body.length, QueryDocument.MAX_BYTES)));
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      return read(json, now);
    } catch (JacksonException e) {
      throw new ProblemException(
          new Problem(ErrorCode.MALFORMED_JSON, "body: not JSON (expected: a JSON object)"), e);
    }
  }

  private static ExportRequest read(JsonParser json, Instant now) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("", "body: no object (expected: an object with " + MEMBERS + ")");
    }
    ExportFormat format = null;
    List<EventColumn> columns = EventColumn.EVENT;
    // What a query has too is read as a query's.
    ByteArrayOutputStream query = new ByteArrayOutputStream();
    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), query)) {
      copy.writeStartObject();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = json.currentName();
        switch (member) {
          case "format" -> format = format(json);
          case "columns" -> columns = columns(json);
          case "from", "to", "filter" -> copy.copyCurrentStructure(json);
          default ->
              throw invalid(
                  "/" + member, "%s: not known (expected: %s)".formatted(member, MEMBERS));
        }
      }
      copy.writeEndObject();
    }
    if (json.nextToken() != null) {
      throw invalid("", "body: more after its end (expected: one object)");
    }
    if (format == null) {
      throw invalid("/format", "format: none (expected: %s)".formatted(ExportFormat.CODES));
    }
    return complete(format, columns, query.toByteArray(), now);
  }

  private static ExportRequest complete(
      ExportFormat format, List<EventColumn> columns, byte[] query, Instant now) {
    if (!(QueryDocument.read(query) instanceof QueryDocument.Parts(QueryDraft draft, var _))) {
      throw new IllegalStateException("query: a statement (expected: parts)");
    }
    Instant from =
        draft
            .from()
            .orElseThrow(
                () ->
                    invalid("/from", "from: none (expected: a time such as 2026-01-31T12:00:00Z)"));
    requireFew(draft.filters());
    try {
      return new ExportRequest(
          format, columns, draft.filters(), new TimeRange(from, draft.to().orElse(now)));
    } catch (ProblemException e) {
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_QUERY, e.problem().detail(), "/" + e.problem().pointer()),
          e);
    }
  }

  private static void requireFew(List<Filter> filters) {
    int values = filters.stream().mapToInt(filter -> filter.values().size()).sum();
    if (filters.size() > Query.MAX_TERMS || values > Query.MAX_VALUES) {
      throw invalid(
          "/filter",
          "filter: %d with %d values (expected: at most %d with %d)"
              .formatted(filters.size(), values, Query.MAX_TERMS, Query.MAX_VALUES));
    }
  }

  private static ExportFormat format(JsonParser json) {
    String text = text(json, json.nextToken(), "/format");
    return ExportFormat.of(text)
        .orElseThrow(
            () ->
                invalid(
                    "/format",
                    "format: \"%s\" (expected: %s)".formatted(text, ExportFormat.CODES)));
  }

  private static List<EventColumn> columns(JsonParser json) {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw invalid("/columns", "columns: no list (expected: a list of names)");
    }
    List<EventColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      String pointer = "/columns/" + columns.size();
      EventColumn column = EventColumn.named(text(json, token, pointer), pointer);
      if (!names.add(column.name())) {
        throw invalid(
            pointer, "columns: \"%s\" twice (expected: each once)".formatted(column.name()));
      }
      columns.add(column);
      if (columns.size() > MAX_COLUMNS) {
        throw invalid(pointer, "columns: more (expected: at most %d)".formatted(MAX_COLUMNS));
      }
    }
    if (columns.isEmpty()) {
      throw invalid("/columns", "columns: none (expected: at least one name)");
    }
    return columns;
  }

  private static String text(JsonParser json, JsonToken token, String pointer) {
    if (token != JsonToken.VALUE_STRING) {
      throw invalid(pointer, pointer.substring(1) + ": no text (expected: one)");
    }
    return json.getString();
  }

  /** The events of a customer that are asked for. */
  EventSelection selection(CustomerId customer) {
    return new EventSelection(customer, filters, range);
  }

  private static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(new Problem(ErrorCode.INVALID_QUERY, detail, pointer));
  }
}
