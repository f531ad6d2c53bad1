package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One customer's sessions that begin in a range of time, computed from the events, as a relation
 * within a statement over the lake. What a session is says docs/formats/sessions.md.
 */
public final class SessionsRelation {
  /** A pause of this length ends a session. */
  private static final Duration GAP = Duration.ofMinutes(30);

  /** How much of a session is seen that goes on when the range has ended. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The order of a user's events, equal times too. */
  private static final String MOMENT = "\"timestamp\", event_id";

  private SessionsRelation() {}

  /**
   * The relation in parentheses, with a question mark for the customer.
   *
   * @param names gives each column its name, plain letters and digits
   * @param range of the sessions' starts
   */
  public static String of(UnaryOperator<String> names, TimeRange range) {
    List<String> selected = new ArrayList<>();
    for (Column column : Column.values()) {
      selected.add(column.expression() + " AS " + names.apply(column.columnName()));
    }
    // Whether an event begins a session, the events of one pause before the range tell.
    TimeRange read = new TimeRange(range.from().minus(GAP), range.to().plus(LONGEST));
    return """
    (SELECT %s
    FROM (
      SELECT *, sum(begins) OVER (PARTITION BY session_user_id ORDER BY %2$s ROWS UNBOUNDED PRECEDING) AS session
      FROM (
        SELECT *, IF("timestamp" < lag("timestamp") OVER (PARTITION BY session_user_id ORDER BY %2$s)
          + INTERVAL '%3$d' MINUTE, 0, 1) AS begins
        FROM (
          SELECT coalesce(user_id, anonymous_id) AS session_user_id, *
          FROM %4$s
          WHERE customer_id = ? AND %5$s
            AND coalesce(user_id, anonymous_id) IS NOT NULL)))
    GROUP BY session_user_id, session
    HAVING %6$s)\
    """
        .formatted(
            String.join(", ", selected),
            MOMENT,
            GAP.toMinutes(),
            LakeTable.NAME,
            LakeStatement.within("\"timestamp\"", read),
            LakeStatement.within("min(\"timestamp\")", range));
  }

  /** What a column's values are. */
  public enum Type {
    TEXT,
    INTEGER,
    BOOLEAN,
    TIME
  }

  /** A column of the relation. */
  public enum Column {
    USER_ID(Type.TEXT, "session_user_id"),
    START(Type.TIME, "CAST(min(\"timestamp\") AT TIME ZONE 'UTC' AS timestamp(3))"),
    END(Type.TIME, "CAST(max(\"timestamp\") AT TIME ZONE 'UTC' AS timestamp(3))"),
    DURATION_MS(Type.INTEGER, "date_diff('millisecond', min(\"timestamp\"), max(\"timestamp\"))"),
    EVENTS(Type.INTEGER, "count(DISTINCT event_id)"),
    BOUNCE(Type.BOOLEAN, "count(DISTINCT event_id) = 1"),
    ENTRY_PATH(
        Type.TEXT, "min_by(page_path, ROW(" + MOMENT + ")) FILTER (WHERE page_path IS NOT NULL)"),
    EXIT_PATH(
        Type.TEXT, "max_by(page_path, ROW(" + MOMENT + ")) FILTER (WHERE page_path IS NOT NULL)"),
    COUNTRY(FixedDimension.COUNTRY),
    DEVICE(FixedDimension.DEVICE),
    OS(FixedDimension.OS),
    BROWSER(FixedDimension.BROWSER),
    BOT(FixedDimension.BOT),
    REFERRER_DOMAIN(FixedDimension.REFERRER_DOMAIN),
    UTM_SOURCE(FixedDimension.UTM_SOURCE),
    UTM_MEDIUM(FixedDimension.UTM_MEDIUM),
    UTM_CAMPAIGN(FixedDimension.UTM_CAMPAIGN),
    UTM_TERM(FixedDimension.UTM_TERM),
    UTM_CONTENT(FixedDimension.UTM_CONTENT);

    private final Type type;
    private final String expression;

    Column(Type type, String expression) {
      this.type = type;
      this.expression = expression;
    }

    /** The dimension of the first event. */
    Column(FixedDimension dimension) {
      this(Type.TEXT, "min_by(" + LakeStatement.column(dimension) + ", ROW(" + MOMENT + "))");
    }

    /** The name that a statement has for it. */
    public String columnName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What its values are. */
    public Type type() {
      return type;
    }

    private String expression() {
      return expression;
    }
  }
}
