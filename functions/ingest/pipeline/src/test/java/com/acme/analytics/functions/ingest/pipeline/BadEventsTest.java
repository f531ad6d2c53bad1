package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are JSON, but none that can be stored, and those that only look so. */
final class BadEventsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "1e308",
        "1e-400",
        "1E-2147483649"
      })
  void numbersThatAStoreCanHoldAreKeptAsWritten(String number) {
    assertThat(Batches.accepted(withProperty("\"n\":" + number)).getProperties())
        .isEqualTo("{\"n\":" + number + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e309",
        "-1e400",
        "1E+2147483648",
        "1e99999999999999999999",
        "-9223372036854775809",
        "18446744073709551616",
        "0.00000000000000000000000000000000000000000000000000000000000000001"
      })
  void numbersThatNoStoreCanHoldAreRejected(String number) {
    Rejection rejection = Batches.rejected(withProperty("\"a\":[{\"n\":" + number + "}]"));

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.pointer()).isEqualTo("/events/0/properties/a/0/n");
  }

  @Test
  void aNumberOf10000DigitsIsRejectedAndNotRepeated() {
    Rejection rejection = Batches.rejected(withProperty("\"n\":" + "9".repeat(10_000)));

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.detail()).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"k\":\"\\ud800\"",
        "\"k\":\"\\uDC00\"",
        "\"k\":\"\\udc00\\ud800\"",
        "\"k\":\"\\ud800\\ud800\\udc00\"",
        "\"k\":\"\\ud800x\\udc00\""
      })
  void halfACharacterInAValueIsRejected(String member) {
    Rejection rejection = Batches.rejected(withProperty(member));

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.detail()).contains("surrogate");
    assertThat(rejection.pointer()).isEqualTo("/events/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud800\":1",
        "\"a\\udfffb\":1",
        "\"\\ud800\\ud801\":1",
        "\"\\ud800\":1,\"\\ud801\":1",
        "\"x\":[{\"\\udc00\\ud800\":{}}]"
      })
  void halfACharacterInANameIsRejectedAndOtherEventsAreNot(String member) {
    String text = withProperty(member);
    String body = "{\"event\":\"before\"}\n" + text + "\n" + withProperty("\"n\":1");

    Batch batch = Batches.read(body.getBytes(StandardCharsets.UTF_8), BatchFormat.NDJSON);

    assertThat(batch.events()).extracting(ReadEvent::index).containsExactly(0, 2);
    assertThat(batch.events().getLast().event().getProperties()).isEqualTo("{\"n\":1}");
    assertThat(batch.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
              assertThat(rejection.detail()).contains("surrogate");
              int start = body.indexOf(text);
              assertThat(rejection.text()).isEqualTo(new TextRange(start, start + text.length()));
            });
  }

  @Test
  void wholeCharactersAreKeptHoweverTheyAreWritten() {
    String member = "\"\\ud83d\\ude00\":\"\uD83D\uDE00\\u0000\\\\ud800\"";

    assertThat(Batches.accepted(withProperty(member)).getProperties())
        .isEqualTo("{" + member + "}");
  }

  @Test
  void aMessageIsNeverCutWithinACharacter() {
    Rejection rejection =
        Batches.rejected("{\"event\":\"e\",\"timestamp\":\"" + "x".repeat(63) + "\uD83D\uDE00\"}");

    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(rejection.detail())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\":1,\"\\u0061\":2 | /a",
        "\"\":1,\"\":2 | /",
        "\"a/b~\":1,\"a/b~\":2 | /a~1b~0",
        "\"x\":[{},{\"a\":1,\"b\":{\"a\":1},\"a\":1}] | /x/1/a"
      })
  void aNameTwiceInAnObjectIsRejected(String members, String pointer) {
    Rejection rejection = Batches.rejected(withProperty(members));

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.pointer()).isEqualTo("/events/0/properties" + pointer);
    assertThat(rejection.detail()).endsWith("(expected: each name once in an object)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"event_id\":7 | /event_id",
        "\"event_id\":{} | /event_id",
        "\"event_id\":\"018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6\\u0661\" | /event_id",
        "\"properties\":[] | /properties",
        "\"properties\":\"{}\" | /properties",
        "\"properties\":0 | /properties",
        "\"context\":[] | /context",
        "\"context\":{\"page\":[]} | /context/page",
        "\"context\":{\"campaign\":true} | /context/campaign",
        "\"context\":{\"library\":1} | /context/library",
        "\"context\":{\"ip\":[\"::1\"]} | /context/ip",
        "\"context\":{\"ip\":\"fe80::1%eth0\"} | /context/ip",
        "\"context\":{\"ip\":\"1.2.3\"} | /context/ip",
        "\"user_id\":true | /user_id",
        "\"anonymous_id\":[] | /anonymous_id",
        "\"timestamp\":1432123200 | /timestamp",
        "\"timestamp\":{\"$date\":0} | /timestamp",
        "\"\\u0065vent\":\"f\" | /event",
        "\"\":1 | /",
        "\"customer_id\":\"other\" | /customer_id"
      })
  void aMemberOfAnotherKindIsRejectedWhereItStands(String member, String pointer) {
    Rejection rejection = Batches.rejected("{\"event\":\"e\"," + member + "}");

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.pointer()).isEqualTo("/events/0" + pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\u0007", "a\\r\\n", "\u007f", "\\u0085"})
  void aNameWithControlCharactersIsRejected(String name) {
    assertThat(Batches.rejected("{\"event\":\"" + name + "\"}").detail())
        .startsWith("event: a control character");
  }

  @ParameterizedTest
  @CsvSource({
    "9999-12-31T23:59:59Z, ''",
    "9999-12-31T23:59:60-23:59, ''",
    "0000-01-01T00:00:00+23:59, ''",
    "1969-12-31T23:59:59Z, ''",
    "2015-05-20T12:00:00Z, 2015-05-20T11:50:00Z",
    "2015-05-20T12:00:00Z, 0000-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z, 9999-12-31T23:59:60Z"
  })
  void aTimeFarOffIsRejected(String timestamp, String sentAt) {
    assertThat(Batches.rejected(times(timestamp, sentAt)).code())
        .isEqualTo(ErrorCode.TIMESTAMP_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-05-20T11:59:60Z, '', 2015-05-20T12:00:00Z",
    "2015-05-21T06:00:00+18:00, '', 2015-05-20T12:00:00Z",
    "2015-05-20T12:00:00Z, 2015-05-20T11:58:00Z, 2015-05-20T12:02:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z, 2015-05-20T12:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:01:00Z, 2015-05-20T11:59:00Z"
  })
  void aClockThatIsWrongIsPutRight(String timestamp, String sentAt, String expected) {
    assertThat(Batches.accepted(times(timestamp, sentAt)).getTimestamp()).isEqualTo(expected);
  }

  @Test
  void anEventOfManyNamesIsTooLarge() {
    String names =
        IntStream.range(0, 300_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(","));

    assertThat(Batches.rejected(withProperty(names)).code()).isEqualTo(ErrorCode.EVENT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "7", "-1.5e3", "true", "null", "[[{}]]", "{}", "\"\\ud800\""})
  void aDeadLetterHoldsTheWholeOfWhatIsNoEvent(String value) {
    RecordedStream stream = new RecordedStream();
    byte[] body = ("{\"event\":\"a\"}\n" + value + "\n").getBytes(StandardCharsets.UTF_8);

    new Pipeline(stream, IngestMetrics.NONE)
        .ingestion()
        .submit(Batches.submission(body, BatchFormat.NDJSON));

    RejectedEvent letter = stream.deadLetters().getFirst();
    assertThat(StandardCharsets.UTF_8.decode(letter.getOriginal().duplicate()).toString())
        .isEqualToIgnoringWhitespace(value);
  }

  private static String withProperty(String member) {
    return "{\"event\":\"e\",\"properties\":{" + member + "}}";
  }

  private static String times(String timestamp, String sentAt) {
    String sent = sentAt.isEmpty() ? "" : ",\"sent_at\":\"" + sentAt + "\"";
    return "{\"event\":\"e\",\"timestamp\":\"" + timestamp + "\"" + sent + "}";
  }
}
