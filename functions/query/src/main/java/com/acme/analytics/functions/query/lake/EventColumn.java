package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be read of each event of the lake.
 *
 * @param name as queries call it
 * @param kind what the text of a cell is
 * @param path where it stands in an event's document, names from the outside in
 * @param expression of Trino's SQL
 */
public record EventColumn(String name, Kind kind, List<String> path, String expression) {
  /** What the text of a cell is; a cell that is null has none. */
  public enum Kind {
    TEXT,
    /** Milliseconds since 1970. */
    TIME,
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Texts with commas between them. */
    LIST,
    /** A JSON value. */
    JSON
  }

  /** The whole event, in the order of its document: as it came, and then what was added to it. */
  public static final List<EventColumn> EVENT = event();

  private static final Map<String, EventColumn> BY_NAME =
      EVENT.stream().collect(Collectors.toUnmodifiableMap(EventColumn::name, Function.identity()));

  public EventColumn {
    path = List.copyOf(path);
  }

  /**
   * The column of that name, else the property's. By itself it stands outermost in a document.
   *
   * @param field where the name was found, for the refusal
   * @throws com.acme.analytics.core.problem.ProblemException when no property can have the name
   */
  public static EventColumn named(String name, String field) {
    EventColumn known = BY_NAME.get(name);
    if (known != null) {
      return new EventColumn(name, known.kind(), List.of(name), known.expression());
    }
    return switch (Dimension.named(name, field)) {
      case Property property ->
          new EventColumn(name, Kind.JSON, List.of(name), new LakeProperty(property).json());
      case FixedDimension fixed ->
          throw new IllegalStateException(
              "column: " + fixed + " (expected: one of " + BY_NAME + ")");
    };
  }

  private static List<EventColumn> event() {
    List<EventColumn> columns = new ArrayList<>();
    columns.add(of("event_id", Kind.TEXT, "event_id"));
    columns.add(of("event", Kind.TEXT, "event"));
    columns.add(time("timestamp"));
    columns.add(of("user_id", Kind.TEXT, "user_id"));
    columns.add(of("anonymous_id", Kind.TEXT, "anonymous_id"));
    columns.add(of("properties", Kind.JSON, "properties"));
    columns.add(of("ip", Kind.TEXT, "context", "ip"));
    columns.add(of("user_agent", Kind.TEXT, "context", "user_agent"));
    columns.add(of("locale", Kind.TEXT, "context", "locale"));
    columns.add(of("page_url", Kind.TEXT, "context", "page", "url"));
    columns.add(fixed(FixedDimension.PATH, "context", "page", "path"));
    columns.add(fixed(FixedDimension.REFERRER, "context", "page", "referrer"));
    columns.add(of("page_title", Kind.TEXT, "context", "page", "title"));
    columns.add(of("utm_source", Kind.TEXT, "context", "campaign", "source"));
    columns.add(of("utm_medium", Kind.TEXT, "context", "campaign", "medium"));
    columns.add(of("utm_campaign", Kind.TEXT, "context", "campaign", "name"));
    columns.add(of("utm_term", Kind.TEXT, "context", "campaign", "term"));
    columns.add(of("utm_content", Kind.TEXT, "context", "campaign", "content"));
    columns.add(of("library_name", Kind.TEXT, "context", "library", "name"));
    columns.add(of("library_version", Kind.TEXT, "context", "library", "version"));
    columns.add(time("received_at"));
    columns.add(of("schema_version", Kind.NUMBER, "schema_version"));
    columns.add(of("warnings", Kind.LIST, "warnings"));
    columns.add(of("dimensions", Kind.JSON, "dimensions"));
    columns.add(of("measures", Kind.JSON, "measures"));
    for (String name :
        List.of("country", "region", "city", "referrer_domain", "device", "os", "browser")) {
      columns.add(of(name, Kind.TEXT, "enrichment", name));
    }
    columns.add(of("bot", Kind.BOOLEAN, "enrichment", "bot"));
    columns.add(of("bot_reason", Kind.TEXT, "enrichment", "bot_reason"));
    return List.copyOf(columns);
  }

  private static EventColumn of(String name, Kind kind, String... path) {
    return new EventColumn(name, kind, List.of(path), name);
  }

  private static EventColumn fixed(FixedDimension dimension, String... path) {
    return new EventColumn(
        dimension.name().toLowerCase(Locale.ROOT),
        Kind.TEXT,
        List.of(path),
        LakeStatement.column(dimension));
  }

  private static EventColumn time(String name) {
    return new EventColumn(
        name,
        Kind.TIME,
        List.of(name),
        "CAST(to_unixtime(\"%s\") * 1000 AS bigint)".formatted(name));
  }
}
