package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlCall;

/** What a pattern of LIKE says that is a text with anything before and after it. */
final class LikePattern {
  private LikePattern() {}

  /** The text that a value must contain. */
  static String contained(SqlCall like) {
    String pattern = Literals.text(like.operand(1));
    OptionalInt escape = escape(like);
    if (pattern.length() < 2 || pattern.charAt(0) != '%') {
      throw unfit(like, pattern);
    }
    StringBuilder text = new StringBuilder();
    int at = 1;
    for (; at < pattern.length(); at++) {
      char character = pattern.charAt(at);
      if (escape.isPresent() && character == escape.getAsInt() && at + 1 < pattern.length()) {
        at++;
        text.append(pattern.charAt(at));
      } else if (character == '%' || character == '_') {
        break;
      } else {
        text.append(character);
      }
    }
    if (at != pattern.length() - 1 || pattern.charAt(at) != '%') {
      throw unfit(like, pattern);
    }
    return text.toString();
  }

  private static OptionalInt escape(SqlCall like) {
    if (like.operandCount() < 3) {
      return OptionalInt.empty();
    }
    String escape = Literals.text(like.operand(2));
    if (escape.length() != 1) {
      throw SqlRefusal.of(like.operand(2), "'" + escape + "'", "one character");
    }
    return OptionalInt.of(escape.charAt(0));
  }

  private static ProblemException unfit(SqlCall like, String pattern) {
    return SqlRefusal.of(
        like.operand(1),
        "'" + pattern + "'",
        "'%text%'; a % or _ of the text stands behind the character of ESCAPE");
  }
}
