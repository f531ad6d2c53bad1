package com.acme.analytics.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {
  private final EnvironmentVariables variables =
      new EnvironmentVariables(
          Map.of(
              "ACME_NAME", "events",
              "ACME_BLANK", " ",
              "ACME_URL", "http://127.0.0.1:8123",
              "ACME_AGE", "P7D",
              "ACME_NEVER", "PT0S",
              "ACME_UNIT", "DAYS",
              "PATH", "/bin"));

  @Test
  void valuesAreReadByTheirTypes() {
    assertThat(variables.text("ACME_NAME")).isEqualTo("events");
    assertThat(variables.text("ACME_NAME", Pattern.compile("[a-z]+"))).isEqualTo("events");
    assertThat(variables.address("ACME_URL")).isEqualTo(URI.create("http://127.0.0.1:8123"));
    assertThat(variables.duration("ACME_AGE")).isEqualTo(Duration.ofDays(7));
    assertThat(variables.choice("ACME_UNIT", ChronoUnit.class)).isEqualTo(ChronoUnit.DAYS);
  }

  @Test
  void whatIsMissingOrMalformedIsNamedTogetherWithWhatWasExpected() {
    assertRefused(() -> variables.text("ACME_NONE"), "ACME_NONE: missing (expected: a value)");
    assertRefused(() -> variables.text("ACME_BLANK"), "ACME_BLANK: missing (expected: a value)");
    assertRefused(
        () -> variables.text("ACME_NAME", Pattern.compile("[0-9]+")),
        "ACME_NAME: \"events\" (expected: matching [0-9]+)");
    assertRefused(
        () -> variables.duration("ACME_NAME"),
        "ACME_NAME: \"events\" (expected: an ISO 8601 duration such as PT5M)");
    assertRefused(() -> variables.duration("ACME_NEVER"), "ACME_NEVER: \"PT0S\" (expected: > 0)");
  }

  @Test
  void aVariableOfOursThatNobodyReadsIsRefusedAndOthersAreNot() {
    EnvironmentVariables two =
        new EnvironmentVariables(Map.of("ACME_NAME", "x", "ACME_NAEM", "y", "HOME", "z"));
    two.text("ACME_NAME");

    assertRefused(two::refuseOthers, "ACME_NAEM: unknown (expected: only [ACME_NAME])");

    two.text("ACME_NAEM");
    two.refuseOthers();
  }

  private static void assertRefused(Runnable reading, String message) {
    assertThatIllegalArgumentException().isThrownBy(reading::run).withMessage(message);
  }
}
