package com.acme.analytics.functions.ingest.schemas.compile;

/**
 * Bounds from above how many instructions a regular expression unrolls to, without parsing it: a
 * repetition of a group multiplies everything, one of a single atom adds. Escapes and classes that
 * look like repetitions are counted too, which only overestimates.
 */
final class PatternSize {
  private PatternSize() {}

  static long estimate(String expression) {
    long atoms = expression.length();
    long factor = 1;
    for (int open = expression.indexOf('{'); open >= 0; open = expression.indexOf('{', open + 1)) {
      long count = largestCount(expression, open + 1);
      if (open > 0 && expression.charAt(open - 1) == ')') {
        factor = Math.min(factor * Math.max(count, 1), Integer.MAX_VALUE);
      } else {
        atoms += count;
      }
    }
    return Math.multiplyExact(factor, atoms);
  }

  /** The larger number of {@code n}, {@code n,} or {@code n,m} before a closing brace, else 0. */
  private static long largestCount(String expression, int start) {
    long largest = 0;
    long current = 0;
    for (int i = start; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c >= '0' && c <= '9') {
        current = Math.min(current * 10 + (c - '0'), Integer.MAX_VALUE);
        largest = Math.max(largest, current);
      } else if (c == ',') {
        current = 0;
        // n, is n times and then any number more.
        largest++;
      } else {
        return c == '}' ? largest : 0;
      }
    }
    return 0;
  }
}
