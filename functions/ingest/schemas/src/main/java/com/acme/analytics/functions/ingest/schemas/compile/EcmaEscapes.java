package com.acme.analytics.functions.ingest.schemas.compile;

/**
 * Writes the one escape that JSON Schema's ECMA-262 expressions have and RE2 has otherwise: a
 * character by four hexadecimal digits. Everything else means the same or is refused.
 */
final class EcmaEscapes {
  private static final int HEX_DIGITS = 4;

  private EcmaEscapes() {}

  static String translate(String expression) {
    if (!expression.contains("\\u")) {
      return expression;
    }
    StringBuilder out = new StringBuilder(expression.length() + 16);
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      if (c != '\\' || i + 1 == expression.length()) {
        out.append(c);
        i++;
      } else if (expression.charAt(i + 1) == 'u' && isHex(expression, i + 2)) {
        out.append("\\x{").append(expression, i + 2, i + 2 + HEX_DIGITS).append('}');
        i += 2 + HEX_DIGITS;
      } else {
        out.append(c).append(expression.charAt(i + 1));
        i += 2;
      }
    }
    return out.toString();
  }

  private static boolean isHex(String expression, int start) {
    return start + HEX_DIGITS <= expression.length()
        && expression
            .substring(start, start + HEX_DIGITS)
            .chars()
            .allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
  }
}
