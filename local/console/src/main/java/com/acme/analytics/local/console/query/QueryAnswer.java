package com.acme.analytics.local.console.query;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * The answer of the query API, as text to print.
 *
 * @param table its columns and rows
 * @param summary which tiers gave it, whether it is exact, and how long it took
 */
record QueryAnswer(TextTable table, String summary) {

  /** Reads an answer; what it lacks is left out. */
  static QueryAnswer read(JsonNode json) {
    List<TextTable.Column> columns = new ArrayList<>();
    for (JsonNode column : json.path("columns")) {
      String type = column.path("type").asString("");
      columns.add(
          new TextTable.Column(
              column.path("name").asString(""), type.equals("integer") || type.equals("number")));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : json.path("rows")) {
      rows.add(row.valueStream().map(QueryAnswer::cell).toList());
    }
    return new QueryAnswer(new TextTable(columns, rows), summary(json.path("meta"), rows.size()));
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static String tier(JsonNode tier) {
    String name = tier.path("name").asString("?");
    return tier.path("available").asBoolean(true)
        ? "%s (%s ms old, took %s ms)"
            .formatted(
                name,
                tier.path("freshness_ms").asString("?"),
                tier.path("elapsed_ms").asString("?"))
        : name + " (not available)";
  }

  private static String summary(JsonNode meta, int rows) {
    StringJoiner tiers = new StringJoiner(", ");
    for (JsonNode tier : meta.path("tiers")) {
      tiers.add(tier(tier));
    }
    return "%d rows from %s; %s%s; %s ms"
        .formatted(
            rows,
            tiers.length() == 0 ? "no tier" : tiers,
            meta.path("exact").asBoolean(false) ? "exact" : "approximate",
            meta.path("partial").asBoolean(false) ? ", partial" : "",
            meta.path("elapsed_ms").asString("?"));
  }
}
