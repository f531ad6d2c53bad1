package com.acme.analytics.functions.ingest.management.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdMemberTest {
  private static final String ID = "6f1de8b5-5b0f-5e5e-9d0a-3a4a4b1f2f65";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{\"event\":\"a\"} | {\"event_id\":\"ID\",\"event\":\"a\"}",
        "{ \"event\" : \"a\" } | {\"event_id\":\"ID\", \"event\" : \"a\" }",
        "{} | {\"event_id\":\"ID\"}",
        "{\"event\":\"é😀\",\"event_id\":null,\"a\":1} | {\"event\":\"é😀\",\"event_id\":\"ID\",\"a\":1}",
        "{\"properties\":{\"event_id\":\"x\"}} | {\"event_id\":\"ID\",\"properties\":{\"event_id\":\"x\"}}"
      })
  void anEventWithoutIdGetsItAndKeepsEveryOtherByte(String event, String expected) {
    assertThat(ensure(event)).isEqualTo(expected.replace("ID", ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_id\":\"018f3a5e-0000-7000-8000-000000000000\",\"event\":\"a\"}",
        "{\"event_id\":17}",
        "[]",
        "17",
        "",
        "{\"event\":",
        "{\"event\":\"a\""
      })
  void anEventWithIdAndWhatIsNoEventStayAsTheyAre(String event) {
    assertThat(ensure(event)).isEqualTo(event);
  }

  @Test
  void bytesThatAreNotUtf8StayAsTheyAre() {
    byte[] event = {'{', '"', (byte) 0xFF, '"', ':', '1', '}'};

    assertThat(EventIdMember.ensure(event, ID)).isEqualTo(event);
  }

  private static String ensure(String event) {
    byte[] ensured = EventIdMember.ensure(event.getBytes(StandardCharsets.UTF_8), ID);
    return new String(ensured, StandardCharsets.UTF_8);
  }
}
