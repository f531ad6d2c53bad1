package com.acme.analytics.core.dashboard;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Widgets on a page.
 *
 * @param name for people, 1 to 200 characters
 * @param description up to 2,000 characters, lines among them
 * @param widgets up to {@value #MOST_WIDGETS}, no two of one id
 */
public record Dashboard(String name, Optional<String> description, List<Widget> widgets) {
  /** More than anybody looks at; each is a query when the page opens. */
  public static final int MOST_WIDGETS = 50;

  /** Of its JSON: far from the 400 KB that DynamoDB gives an item. */
  public static final int MOST_BYTES = 100 * 1024;

  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MAX_DESCRIPTION_CHARACTERS = 2_000;

  /**
   * Checks the dashboard.
   *
   * @throws ProblemException with the code invalid_dashboard, and a pointer to the member
   */
  public Dashboard {
    widgets = List.copyOf(widgets);
    InvalidDashboard.requireTitle("/name", name, MAX_NAME_CHARACTERS);
    description
        .filter(text -> text.length() > MAX_DESCRIPTION_CHARACTERS)
        .ifPresent(
            text -> {
              throw InvalidDashboard.of(
                  "/description", text, "at most " + MAX_DESCRIPTION_CHARACTERS + " characters");
            });
    if (widgets.size() > MOST_WIDGETS) {
      throw InvalidDashboard.of("/widgets", widgets.size() + " widgets", "at most " + MOST_WIDGETS);
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < widgets.size(); i++) {
      String id = widgets.get(i).id();
      if (!ids.add(id)) {
        throw InvalidDashboard.of("/widgets/%d/id".formatted(i), id, "an id no other widget has");
      }
    }
  }

  /** The dashboard as JSON; what has no value is no member. */
  public String toJson() {
    return DashboardWriter.write(this);
  }

  /** Writes the members into an object that has others besides. */
  public void writeMembers(JsonGenerator json) {
    DashboardWriter.writeMembers(json, this);
  }

  /**
   * Reads a dashboard, strictly.
   *
   * @throws ProblemException with the code malformed_json, body_too_large or invalid_dashboard; of
   *     the last with a pointer to the member that is missing, unknown or not as expected
   */
  public static Dashboard fromJson(String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "the dashboard: %d bytes (expected: at most %d)".formatted(bytes, MOST_BYTES)));
    }
    return DashboardReader.read(json);
  }
}
