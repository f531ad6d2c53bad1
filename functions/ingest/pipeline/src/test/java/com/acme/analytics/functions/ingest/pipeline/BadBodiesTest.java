package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no client library would write. */
final class BadBodiesTest {
  private static final String EVENT = "{\"event\":\"a\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[{\"event\":\"a\",}]}",
        "{\"events\":[{\"event\":\"a\"},]}",
        "{\"events\":[{\"event\":\"a\"} {\"event\":\"b\"}]}",
        "{\"events\":[{\"event\" \"a\"}]}",
        "{\"events\":[{event:\"a\"}]}",
        "{\"events\":[{'event':'a'}]}",
        "{\"events\":[{\"event\":\"a\"]}}",
        "{\"events\":[{\"event\":\"a\\x\"}]}",
        "{\"events\":[{\"event\":\"\\u12\"}]}",
        "{\"events\":[{\"event\":\"\\u12g4\"}]}",
        "{\"events\":[{\"event\":\"a\nb\"}]}",
        "{\"events\":[{\"event\":\"a\u0000\"}]}",
        "{\"events\":[{\"event\":\"a\"}]}\u0000",
        "{\"events\":[{\"event\":\"a\"}]}]",
        "{\"events\":[{\"event\":\"a\"}]}{\"events\":[]}",
        "{\"events\":[{\"event\":\"a\"}]// rest\n}",
        "{\"events\":[{\"event\":\"a\"}/* rest */]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":+1}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":.5}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":1.}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":1e}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":0x1F}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":-Infinity}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":tru}}]}",
        "{\"events\":[{\"event\":\"a\",\"properties\":{\"n\":TRUE}}]}",
        "{\"events\":[undefined]}",
        "\uFEFF\uFEFF{\"events\":[{\"event\":\"a\"}]}",
        "{\"events\":[\uFEFF{\"event\":\"a\"}]}",
        "{\"events\":\u00a0[{\"event\":\"a\"}]}",
        "\t\r\n ",
        "\u0000",
        "event=a",
        "<events/>"
      })
  void whatIsNoJsonIsMalformed(String body) {
    Problem problem = refused(body, BatchFormat.JSON);

    assertThat(problem.code()).as(problem.detail()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(problem.detail()).hasSizeBetween(10, 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0AF",
        "E080AF",
        "F08080AF",
        "EDA080",
        "EDBFBF",
        "F4908080",
        "FF",
        "80",
        "C3",
        "E282",
        "F09F98"
      })
  void whatIsNoUtf8IsRefusedInEveryFormat(String hex) {
    byte[] event = bytes("{\"event\":\"?\"}");
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] body = new byte[event.length - 1 + bad.length];
    int at = EVENT.indexOf("a\"");
    System.arraycopy(event, 0, body, 0, at);
    System.arraycopy(bad, 0, body, at, bad.length);
    System.arraycopy(event, at + 1, body, at + bad.length, event.length - at - 1);

    for (BatchFormat format : BatchFormat.values()) {
      assertThat(refused(body, format).code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, '', MALFORMED_JSON",
    "JSON, ' ', MALFORMED_JSON",
    "NDJSON, '', EMPTY_BATCH",
    "NDJSON, ' \r\n\t\n', EMPTY_BATCH",
    "SINGLE, '', MALFORMED_JSON",
    "SINGLE, ' \n', MALFORMED_JSON",
    "SINGLE, '{\"event\":\"a\"} {\"event\":\"b\"}', MALFORMED_JSON",
    "SINGLE, '{\"event\":\"a\"}]', MALFORMED_JSON",
    "NDJSON, '{\"event\":\"a\"},{\"event\":\"b\"}', MALFORMED_JSON",
    "NDJSON, '{\"event\":\"a\"}\n{\"event\":', MALFORMED_JSON",
    "NDJSON, '7{\"event\":\"a\"}', MALFORMED_JSON",
    "JSON, '{\"events\":\"[]\"}', INVALID_BATCH",
    "JSON, '{\"\\u0065vents\":[]}', EMPTY_BATCH",
    "JSON, '{\"Events\":[]}', INVALID_BATCH"
  })
  void emptyAndTrailingDataAreToldApart(BatchFormat format, String body, ErrorCode code) {
    assertThat(refused(body, format).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyNestedWithoutEndIsRefused(BatchFormat format) {
    String deep = "{\"event\":\"a\",\"x\":" + "[{\"a\":".repeat(100_000);

    assertThat(refused(format == BatchFormat.JSON ? "{\"events\":[" + deep : deep, format).code())
        .isEqualTo(ErrorCode.NESTED_TOO_DEEPLY);
  }

  @ParameterizedTest
  @CsvSource({"JSON", "NDJSON"})
  void tenThousandEventsAreTooMany(BatchFormat format) {
    boolean lines = format == BatchFormat.NDJSON;
    String events = (EVENT + (lines ? "\n" : ",")).repeat(9_999) + EVENT;

    assertThat(refused(lines ? events : "{\"events\":[" + events + "]}", format).code())
        .isEqualTo(ErrorCode.BATCH_TOO_LARGE);
  }

  @Test
  void aMemberOfAnyLengthLeavesTheAnswerShort() {
    Problem problem = refused("{\"" + "n".repeat(3_000_000) + "\":1}", BatchFormat.JSON);

    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_BATCH);
    assertThat(problem.pointer()).hasSizeLessThanOrEqualTo(256);
    assertThat(problem.toJson()).hasSizeLessThan(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"\\ud800\":1} | INVALID_BATCH",
        "{\"events\\ud800\":[]} | INVALID_BATCH",
        "{\"events\":[{\"\\udbff\":1] | MALFORMED_JSON",
        "{\"events\":[{\"\\udbfg\":1}]} | MALFORMED_JSON",
        "{\"events\":[{\"\\udbff\":1},{\\ud800:1}]} | MALFORMED_JSON",
        "{\"events\":[{\"\\udbff\":1}]}\\ud800 | MALFORMED_JSON",
        "{\"events\":[{\"a\\ud8 | MALFORMED_JSON",
        "{\"events\":[{\"\\udfff\":1,\"a\\ | MALFORMED_JSON"
      })
  void halfACharacterInANameHidesNoOtherFault(String body, ErrorCode code) {
    assertThat(refused(body, BatchFormat.JSON).code()).isEqualTo(code);
  }

  @Test
  void aPointerToALongNameIsThatOfAnEnclosingValue() {
    Problem problem = refused("{\"" + "n".repeat(300) + "\":1}", BatchFormat.JSON);

    assertThat(problem.pointer()).isEmpty();
    assertThat(problem.detail()).contains("nnn...");
  }

  private static Problem refused(String body, BatchFormat format) {
    return refused(bytes(body), format);
  }

  private static Problem refused(byte[] body, BatchFormat format) {
    return catchThrowableOfType(ProblemException.class, () -> Batches.read(body, format)).problem();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
