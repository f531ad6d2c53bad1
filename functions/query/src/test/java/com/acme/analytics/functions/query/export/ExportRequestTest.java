package com.acme.analytics.functions.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.functions.query.lake.EventColumn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportRequestTest {
  private static final Instant NOW = Instant.parse("2026-03-09T10:00:00Z");

  @Test
  void whatIsLeftOutIsTheWholeEventUntilNow() {
    ExportRequest request = parse("{\"format\": \"csv\", \"from\": \"2026-03-01T00:00:00Z\"}");

    assertThat(request.format()).isEqualTo(ExportFormat.CSV);
    assertThat(request.columns()).isEqualTo(EventColumn.EVENT);
    assertThat(request.filters()).isEmpty();
    assertThat(request.range().to()).isEqualTo(NOW);
  }

  @Test
  void filtersAreThoseOfQueriesAndColumnsMayBeProperties() {
    ExportRequest request =
        parse(
            """
            {"columns": ["path", "cart.total"], "to": "2026-03-02T00:00:00+01:00", "format": "ndjson",
             "filter": ["status:eq:404"], "from": "2026-03-01T00:00:00Z"}
            """);

    assertThat(request.format()).isEqualTo(ExportFormat.NDJSON);
    assertThat(request.filters()).containsExactly(Filter.parse("status:eq:404"));
    assertThat(request.columns())
        .extracting(EventColumn::name)
        .containsExactly("path", "cart.total");
    assertThat(request.range().to()).isEqualTo("2026-03-01T23:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/format    | {'from': '2026-03-01T00:00:00Z'}",
        "/format    | {'format': 'xml', 'from': '2026-03-01T00:00:00Z'}",
        "/format    | {'format': 1, 'from': '2026-03-01T00:00:00Z'}",
        "/from      | {'format': 'csv'}",
        "/from      | {'format': 'csv', 'from': 'yesterday'}",
        "/from      | {'format': 'csv', 'from': '2027-03-01T00:00:00Z'}",
        "/filter/0  | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'filter': ['path']}",
        "/columns   | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'columns': []}",
        "/columns   | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'columns': 'path'}",
        "/columns/1 | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'columns': ['a', 'a']}",
        "/columns/0 | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'columns': [null]}",
        "/measures  | {'format': 'csv', 'from': '2026-03-01T00:00:00Z', 'measures': ['count']}",
      })
  void aRefusalSaysWhere(String pointer, String body) {
    Problem problem = refusal(body.replace('\'', '"'));

    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(problem.pointer()).isEqualTo(pointer);
    assertThat(problem.detail()).contains("(expected: ");
  }

  @Test
  void whatIsNoJsonOrTooLongIsRefused() {
    assertThat(refusal("{").code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(refusal("{\"format\": \"csv\", \"format\": \"csv\"}").code())
        .isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(refusal("[]").code()).isEqualTo(ErrorCode.INVALID_QUERY);
    assertThat(refusal(" ".repeat(65_537)).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  private static Problem refusal(String body) {
    return catchThrowableOfType(ProblemException.class, () -> parse(body)).problem();
  }

  private static ExportRequest parse(String body) {
    return ExportRequest.parse(body.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
