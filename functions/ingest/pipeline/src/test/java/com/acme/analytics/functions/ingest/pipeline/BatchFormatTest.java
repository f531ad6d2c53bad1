package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchFormatTest {
  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "Application/JSON; charset=UTF-8, JSON",
    "'application/json;charset=\"utf-8\"', JSON",
    "application/json;, JSON",
    "application/x-ndjson, NDJSON",
    "application/x-ndjson ; charset=utf-8, NDJSON"
  })
  void knowsTwoFormats(String contentType, BatchFormat expected) {
    assertThat(BatchFormat.of(contentType)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/json; boundary=x",
        "application/jsonx"
      })
  void refusesOthers(String contentType) {
    assertThatThrownBy(() -> BatchFormat.of(contentType))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .extracting(e -> e.problem().code())
        .isEqualTo(ErrorCode.UNSUPPORTED_CONTENT_TYPE);
  }
}
