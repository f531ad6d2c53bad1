package com.acme.analytics.functions.ingest.schemas.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.Optional;

/**
 * A regular expression that is matched in time linear in the text, whatever it says: RE2 simulates
 * an automaton and never backtracks. What can't be matched so (back-references, look-around) is no
 * syntax of it.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">the syntax</a>
 */
public final class LinearPattern implements RegularExpression {
  private final Pattern pattern;
  private final Optional<PlainPattern> plain;

  private LinearPattern(Pattern pattern, Optional<PlainPattern> plain) {
    this.pattern = pattern;
    this.plain = plain;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException when it is no valid one, or too large
   */
  public static LinearPattern compile(String expression) {
    if (expression.length() > SchemaLimits.PATTERN_CHARS) {
      throw refused(
          expression, expression.length() + " characters", "at most " + SchemaLimits.PATTERN_CHARS);
    }
    // Repetitions are unrolled before anything can be counted.
    long estimate = PatternSize.estimate(expression);
    if (estimate > SchemaLimits.PATTERN_INSTRUCTIONS) {
      throw refused(
          expression,
          "about " + estimate + " instructions",
          "at most " + SchemaLimits.PATTERN_INSTRUCTIONS + "; repeat less");
    }
    try {
      Pattern pattern = Pattern.compile(EcmaEscapes.translate(expression));
      return new LinearPattern(pattern, PlainPattern.of(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression %s: %s (expected: RE2 syntax, so no back-references or look-around)"
              .formatted(Shown.text(expression), e.getDescription()),
          e);
    }
  }

  /** Whether it is found anywhere in the text. */
  @Override
  public boolean matches(String text) {
    return plain.isPresent() ? plain.get().matches(text) : pattern.matcher(text).find();
  }

  /** What matching costs a character, in instructions. */
  public int size() {
    return pattern.programSize();
  }

  private static IllegalArgumentException refused(
      String expression, String found, String expected) {
    return new IllegalArgumentException(
        "regular expression %s: %s (expected: %s)"
            .formatted(Shown.text(expression), found, expected));
  }
}
