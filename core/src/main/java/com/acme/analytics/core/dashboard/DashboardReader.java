package com.acme.analytics.core.dashboard;

import com.acme.analytics.core.dashboard.Widget.OfFunnel;
import com.acme.analytics.core.dashboard.Widget.OfQuery;
import com.acme.analytics.core.dashboard.Widget.Source;
import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryTemplate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads a dashboard out of JSON: a member misspelt must not be one ignored. */
final class DashboardReader {
  private static final String QUERY = "a query, or a funnel's id";

  private DashboardReader() {}

  static Dashboard read(String text) {
    JsonMembers members = JsonMembers.of(text, InvalidDashboard.REFUSALS);
    Dashboard dashboard =
        new Dashboard(
            members.text("name", "1 to 200 characters"),
            members.optionalText("description"),
            members.objects("widgets", "a list of widgets, an empty one for none").stream()
                .map(DashboardReader::widget)
                .toList());
    members.refuseOthers();
    return dashboard;
  }

  private static Widget widget(JsonMembers members) {
    String id = members.text("id", "1 to 64 characters");
    String title = members.text("title", "1 to 200 characters");
    WidgetKind kind = members.value("kind", WidgetKind.EXPECTED, WidgetKind::of);
    Source source = source(members);
    GridPosition position = position(members.object("position", "an object with x, y, w and h"));
    members.refuseOthers();
    return at(members.pointer(), () -> new Widget(id, title, kind, source, position));
  }

  private static Source source(JsonMembers widget) {
    Optional<JsonMembers> query = widget.optionalObject("query", QUERY);
    Optional<UUID> funnel = widget.optionalValue("funnel", "a UUID", UUID::fromString);
    if (query.isPresent() == funnel.isPresent()) {
      throw InvalidDashboard.of(
          widget.pointer(), query.isPresent() ? "query and funnel" : "neither", QUERY);
    }
    return query
        .<Source>map(found -> new OfQuery(query(found)))
        .orElseGet(() -> new OfFunnel(funnel.orElseThrow()));
  }

  private static QueryTemplate query(JsonMembers members) {
    try {
      return QueryTemplate.read(members);
    } catch (ProblemException e) {
      // A query names the member that is wrong, a member's own reader where it stands.
      throw e.problem().code() == ErrorCode.INVALID_QUERY
          ? InvalidDashboard.REFUSALS.at(members.pointer() + "/", e)
          : e;
    }
  }

  private static GridPosition position(JsonMembers members) {
    int x = members.integer("x", "a column, 0 to 11");
    int y = members.integer("y", "a row, 0 to 999");
    int w = members.integer("w", "columns, 1 to 12");
    int h = members.integer("h", "rows, 1 to 50");
    members.refuseOthers();
    return at(members.pointer(), () -> new GridPosition(x, y, w, h));
  }

  private static <T> T at(String pointer, Supplier<T> part) {
    try {
      return part.get();
    } catch (ProblemException e) {
      throw InvalidDashboard.REFUSALS.at(pointer, e);
    }
  }
}
