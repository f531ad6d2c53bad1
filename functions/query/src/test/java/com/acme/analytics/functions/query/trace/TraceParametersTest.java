package com.acme.analytics.functions.query.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceParametersTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final String ORDERED = "0195788a-6a00-7000-8000-000000000000";
  private static final String RANDOM = "6f1d6ef4-8f0b-4a50-8b7c-0b7f7b6d2c11";

  private final TraceParameters parameters = new TraceParameters(Duration.ofMinutes(5));

  @Test
  void theCallersTimeComesBeforeTheOneInTheId() {
    TraceRequest request =
        parameters.parse(CUSTOMER, ORDERED, Map.of("around", "2026-03-09T12:00:00+01:00"), NOW);

    assertThat(request.hint()).contains(Instant.parse("2026-03-09T11:00:00Z"));
  }

  @Test
  void anIdOfVersionSevenKnowsItsTime() {
    Instant time = Instant.ofEpochMilli(0x0195788a6a00L);

    assertThat(parameters.parse(CUSTOMER, ORDERED, Map.of(), NOW).hint()).contains(time);
    assertThat(parameters.parse(CUSTOMER, RANDOM, Map.of(), NOW).hint()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "around, yesterday",
    "around, 2026-03-09",
    "around, 1969-12-31T23:59:59Z",
    "around, 2026-03-09T12:05:01Z",
    "customer_id, victim",
  })
  void whatIsNotExpectedIsNamed(String name, String value) {
    assertThatThrownBy(() -> parameters.parse(CUSTOMER, RANDOM, Map.of(name, value), NOW))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().pointer()).isEqualTo(name))
        .hasMessageContaining(value);
  }
}
