package com.acme.analytics.functions.ingest.schemas.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPatternTest {
  /** What it takes on, it decides as the automaton does. */
  @Property(tries = 5_000)
  void decidesAsRe2Does(@ForAll("expressions") String expression, @ForAll("texts") String text) {
    PlainPattern.of(expression)
        .ifPresent(
            plain ->
                assertThat(plain.matches(text))
                    .as("%s on \"%s\"", expression, text)
                    .isEqualTo(Pattern.compile(expression).matcher(text).find()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Z]{2}-[0-9]{6}$",
        "^/",
        "^[a-z]+@[0-9]{2,}$",
        "^$",
        "^",
        "^a?b+$",
        "^[a-]{1,3}$"
      })
  void takesOnSequencesOfRepeatedClasses(String expression) {
    assertThat(PlainPattern.of(expression)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "^a|b",
        "^(a)",
        "^.",
        "^\\d+$",
        "^[^a]",
        "^[a&&b]",
        "^[[:alpha:]]",
        "^a+a$",
        "^a*a?$",
        "^a$b",
        "^a++$",
        "^a{2}{3}$",
        "^a??$",
        "^[\\d]$"
      })
  void leavesOthersToTheAutomaton(String expression) {
    assertThat(PlainPattern.of(expression)).isEmpty();
  }

  @Test
  void aRepetitionIsNotOfOtherScripts() {
    PlainPattern plain = PlainPattern.of("^[a-z]+$").orElseThrow();

    assertThat(plain.matches("ä")).isFalse();
    assertThat(plain.matches("a\n")).isFalse();
  }

  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> classes =
        Arbitraries.of("a", "b", "-", "[ab]", "[a-c]", "[0-9]", "[-c]", "1");
    Arbitrary<String> repetitions =
        Arbitraries.of("", "", "+", "*", "?", "{2}", "{1,2}", "{2,}", "{0}");
    return classes
        .flatMap(item -> repetitions.map(repetition -> item + repetition))
        .list()
        .ofMaxSize(4)
        .flatMap(items -> Arbitraries.of("$", "").map(end -> "^" + String.join("", items) + end));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("aabbc1-\nä").ofMaxLength(7);
  }
}
