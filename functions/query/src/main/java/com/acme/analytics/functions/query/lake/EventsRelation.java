package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One customer's events of a range of time, as a relation within a statement over the lake. */
public final class EventsRelation {
  private EventsRelation() {}

  /**
   * The relation in parentheses, with a question mark for the customer.
   *
   * @param time name of the column of the event's time, in UTC and without a zone
   * @param columns the other ones by their names, which are plain letters and digits; all are text
   */
  public static String of(String time, Map<String, Dimension> columns, TimeRange range) {
    List<String> selected = new ArrayList<>();
    selected.add("CAST(\"timestamp\" AT TIME ZONE 'UTC' AS timestamp(3)) AS " + time);
    columns.forEach((name, dimension) -> selected.add(text(dimension) + " AS " + name));
    return "(SELECT %s FROM %s WHERE customer_id = ? AND %s)"
        .formatted(
            String.join(", ", selected),
            LakeTable.NAME,
            LakeStatement.within("\"timestamp\"", range));
  }

  private static String text(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> LakeStatement.column(fixed);
      case Property property -> new LakeProperty(property).scalar();
    };
  }
}
