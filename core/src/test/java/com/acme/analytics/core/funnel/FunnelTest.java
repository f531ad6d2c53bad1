package com.acme.analytics.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelTest {
  private static final FunnelStep VIEW = new FunnelStep("page_view", List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "country:eq:DE",
        "path:in:/a\\,b|/c\\|d",
        "plan:contains:a:b\\\\c",
        "a\\:b:exists",
        "cart.total:ge:1e3",
        "properties.path:ne:"
      })
  void isTheSameAfterJson(String filter) {
    Funnel funnel =
        funnel(
            List.of(VIEW, new FunnelStep("purchase", List.of(Filter.parse(filter)))),
            Duration.ofHours(24),
            Optional.of("country"));

    assertThat(Funnel.fromJson(funnel.toJson())).isEqualTo(funnel);
  }

  @Test
  void membersThatAreNewDoNotMatter() {
    Funnel funnel = funnel(List.of(VIEW, VIEW), Duration.ofMinutes(1), Optional.empty());

    assertThat(Funnel.fromJson(funnel.toJson().replace("{\"id\"", "{\"new\":[{}],\"id\"")))
        .isEqualTo(funnel);
    assertThatIllegalArgumentException().isThrownBy(() -> Funnel.fromJson("{}"));
    assertThatIllegalArgumentException().isThrownBy(() -> Funnel.fromJson("[1"));
  }

  @Test
  void boundsAreHeld() {
    assertRefused("steps", List.of(VIEW), Duration.ofHours(1), Optional.empty());
    assertRefused("steps", Collections.nCopies(11, VIEW), Duration.ofHours(1), Optional.empty());
    assertRefused("window", List.of(VIEW, VIEW), Duration.ofSeconds(59), Optional.empty());
    assertRefused("window", List.of(VIEW, VIEW), Duration.ofDays(31), Optional.empty());
    assertRefused("breakdown", List.of(VIEW, VIEW), Duration.ofDays(1), Optional.of("user_id"));
    assertThatThrownBy(() -> new FunnelStep("x", List.of(Filter.parse("ip:eq:192.0.2.1"))))
        .hasMessageStartingWith("invalid_funnel: filter: \"ip\" (expected: ");
  }

  private static void assertRefused(
      String name, List<FunnelStep> steps, Duration window, Optional<String> breakdown) {
    assertThatThrownBy(() -> funnel(steps, window, breakdown))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ErrorCode.INVALID_FUNNEL);
              assertThat(e.problem().pointer()).isEqualTo("/" + name);
              assertThat(e.problem().detail()).startsWith(name + ": ");
            });
  }

  private static Funnel funnel(
      List<FunnelStep> steps, Duration window, Optional<String> breakdown) {
    return new Funnel(
        UUID.randomUUID(),
        new CustomerId("acme"),
        "Purchase",
        steps,
        window,
        breakdown,
        Instant.parse("2026-03-09T10:02:00Z"));
  }
}
