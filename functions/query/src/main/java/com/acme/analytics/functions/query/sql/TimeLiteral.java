package com.acme.analytics.functions.query.sql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/** Times as a statement writes them: of SQL, in UTC, or of RFC 3339. */
final class TimeLiteral {
  private static final String EXPECTED =
      "TIMESTAMP '2026-01-31 12:00:00' in UTC, TIMESTAMP '2026-01-31T12:00:00Z' or DATE"
          + " '2026-01-31'";
  private static final int NANOS = 9;
  private static final int MAX_YEAR = 9999;

  private TimeLiteral() {}

  /** Reads a literal of the types TIMESTAMP and DATE; a date is its first moment. */
  static SqlNode read(SqlUnknownLiteral literal) {
    String text = literal.getValue();
    try {
      LocalDateTime time =
          switch (literal.tag) {
            case "TIMESTAMP" -> time(text);
            case "DATE" -> LocalDate.parse(text).atStartOfDay();
            default -> throw new DateTimeException(literal.tag);
          };
      if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
        throw new DateTimeException(text);
      }
      TimestampString value =
          new TimestampString(
                  time.getYear(),
                  time.getMonthValue(),
                  time.getDayOfMonth(),
                  time.getHour(),
                  time.getMinute(),
                  time.getSecond())
              .withNanos(time.getNano());
      return SqlLiteral.createTimestamp(
          SqlTypeName.TIMESTAMP, value, NANOS, literal.getParserPosition());
    } catch (DateTimeException e) {
      throw SqlRefusal.of(literal, literal.tag + " '" + text + "'", EXPECTED);
    }
  }

  /** The time of a literal that this has read. */
  static Instant instant(SqlLiteral literal) {
    String text = literal.getValueAs(TimestampString.class).toString();
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime time(String text) {
    if (text.indexOf('T') < 0) {
      return LocalDateTime.parse(text.replaceFirst(" ", "T"));
    }
    return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }
}
