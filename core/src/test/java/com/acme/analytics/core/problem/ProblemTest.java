package com.acme.analytics.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemTest {
  @Test
  void isADocumentOfRfc9457() {
    Problem problem = new Problem(ErrorCode.INVALID_BATCH, "events: \"x\"", "/events");

    assertThat(new String(problem.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"urn:acme:problem:invalid_batch\",\"title\":\"The body is not a batch of"
                + " events\",\"status\":400,\"code\":\"invalid_batch\",\"detail\":\"events:"
                + " \\\"x\\\"\",\"pointer\":\"/events\"}");
  }

  @Test
  void hasNoPointerWhenItIsAboutTheWholeRequest() {
    Problem problem = new Problem(ErrorCode.EMPTY_BATCH, "events: 0 (expected: > 0)");

    assertThat(new String(problem.toJson(), StandardCharsets.UTF_8)).doesNotContain("pointer");
  }

  @Test
  void anExceptionSaysWhatTheProblemSays() {
    Problem problem = new Problem(ErrorCode.EMPTY_BATCH, "events: 0 (expected: > 0)");

    assertThat(new ProblemException(problem))
        .hasMessage("empty_batch: events: 0 (expected: > 0)")
        .extracting(ProblemException::problem)
        .isSameAs(problem);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeHasAnErrorStatusAndASentence(ErrorCode code) {
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.title()).isNotBlank().doesNotEndWith(".");
    assertThat(code.code()).matches("[a-z0-9_]+");
  }
}
