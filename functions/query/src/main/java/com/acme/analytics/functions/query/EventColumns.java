package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import java.util.stream.Collectors;

/** What dimensions and properties are called in the table of events. */
final class EventColumns {
  private EventColumns() {}

  /** The text of a fixed dimension; it is empty where an event has none. */
  static String column(FixedDimension dimension) {
    return switch (dimension) {
      case EVENT -> "event";
      case PATH -> "page_path";
      case REFERRER -> "page_referrer";
      case REFERRER_DOMAIN -> "referrer_domain";
      case USER_ID -> "user_id";
      case ANONYMOUS_ID -> "anonymous_id";
      case IP -> "ip";
      case USER_AGENT -> "user_agent";
      case LOCALE -> "locale";
      case COUNTRY -> "country";
      case REGION -> "region";
      case CITY -> "city";
      case DEVICE -> "device";
      case OS -> "os";
      case BROWSER -> "browser";
      case BOT -> "toString(bot)";
      case BOT_REASON -> "bot_reason";
      case PAGE_URL -> "page_url";
      case PAGE_TITLE -> "page_title";
      case UTM_SOURCE -> "utm_source";
      case UTM_MEDIUM -> "utm_medium";
      case UTM_CAMPAIGN -> "utm_campaign";
      case UTM_TERM -> "utm_term";
      case UTM_CONTENT -> "utm_content";
      case LIBRARY_NAME -> "library_name";
      case LIBRARY_VERSION -> "library_version";
    };
  }

  /** The text of a dimension, null where an event has none. */
  static String text(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> "nullIf(" + column(fixed) + ", '')";
      case Property property -> {
        String value = subColumn(property);
        yield "if(startsWith(dynamicType(%s), 'Array'), NULL, CAST(%s, 'Nullable(String)'))"
            .formatted(value, value);
      }
    };
  }

  /** A property's JSON number, null where it is none. */
  static String number(Property property) {
    String value = subColumn(property);
    return "coalesce(%s.:Float64, toFloat64(%s.:Int64), toFloat64(%s.:UInt64))"
        .formatted(value, value, value);
  }

  /**
   * The sub-column of a property. Names can't be bound as parameters (getSubcolumn takes one, but
   * then reads the whole column), so each part is quoted: a {@link Property} has neither a backtick
   * nor a control character, which leaves the backslash to escape.
   */
  static String subColumn(Property property) {
    return property.segments().stream()
        .map(segment -> "`" + segment.replace("\\", "\\\\") + "`")
        .collect(Collectors.joining(".", "properties.", ""));
  }
}
