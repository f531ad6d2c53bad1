package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are refused as a whole. */
final class RefusedBatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MALFORMED_JSON | ''",
        "MALFORMED_JSON | ' '",
        "MALFORMED_JSON | {",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\"}",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\"},{\"event\":}]}",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\"}]} x",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\"}]} {}",
        "MALFORMED_JSON | {'events':[]}",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\",\"properties\":{\"n\":NaN}}]}",
        "MALFORMED_JSON | {\"events\":[{\"event\":\"a\",\"properties\":{\"n\":01}}]}",
        "EMPTY_BATCH | {\"events\":[]}",
        "INVALID_BATCH | []",
        "INVALID_BATCH | 7",
        "INVALID_BATCH | {}",
        "INVALID_BATCH | {\"events\":{}}",
        "INVALID_BATCH | {\"events\":null}",
        "INVALID_BATCH | {\"events\":[{\"event\":\"a\"}],\"events\":[]}",
        "INVALID_BATCH | {\"event\":\"a\"}"
      })
  void hasACodeOfItsOwn(ErrorCode code, String body) {
    assertThat(refused(body.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(code);
  }

  @Test
  void malformedJsonIsLocated() {
    Problem problem = refused("{\"events\":[\n{\"event\":x}]}".getBytes(StandardCharsets.UTF_8));
    assertThat(problem.detail()).startsWith("line 2, column 1");
  }

  @Test
  void invalidUtf8IsLocated() {
    byte[] body = "{\"events\":[{\"event\":\"a?\"}]}".getBytes(StandardCharsets.UTF_8);
    int at = new String(body, StandardCharsets.UTF_8).indexOf('?');
    body[at] = (byte) 0xC0;

    assertThat(refused(body))
        .isEqualTo(
            new Problem(ErrorCode.INVALID_ENCODING, "byte " + at + ": 0xC0 (expected: UTF-8)"));
  }

  @Test
  void utf16IsNotGuessed() {
    assertThat(refused("{\"events\":[]}".getBytes(StandardCharsets.UTF_16BE)).code())
        .isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource({"129", "1000000"})
  void aDeeplyNestedBodyIsRefused(int levels) {
    byte[] body = "[".repeat(levels).getBytes(StandardCharsets.UTF_8);
    body =
        ("{\"events\":" + new String(body, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(refused(body).code()).isEqualTo(ErrorCode.NESTED_TOO_DEEPLY);
  }

  @Test
  void aBatchMayHold5000Events() {
    String event = "{\"event\":\"e\"},";
    String most = event.repeat(4_999) + "{\"event\":\"e\"}";

    assertThat(Batches.readEvent(most).events()).hasSize(5_000);
    assertThat(refused(("{\"events\":[" + event + most + "]}").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Problem(ErrorCode.BATCH_TOO_LARGE, "events: more (expected: at most 5000)"));
  }

  @Test
  void aBodyOverSixMebibytesIsRefused() {
    assertThat(refused(new byte[EventLimits.BODY_BYTES + 1]).code())
        .isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  private static Problem refused(byte[] body) {
    return catchThrowableOfType(ProblemException.class, () -> Batches.read(body, BatchFormat.JSON))
        .problem();
  }
}
