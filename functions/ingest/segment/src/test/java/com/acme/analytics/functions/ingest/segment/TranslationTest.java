package com.acme.analytics.functions.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TranslationTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SENT_AT = "{\"sentAt\":\"2026-01-01T00:00:09Z\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'track','event':'Paid','properties':{'price':1}}"
            + "| {'event':'Paid','properties':{'price':1}}",
        "{'event':'Paid'} | {'event':'Paid'}",
        "{'type':'track'} | {}",
        "{'type':'identify','traits':{'plan':'pro'},'properties':{'x':1}}"
            + "| {'event':'identify','properties':{'plan':'pro'}}",
        "{'type':'page','name':'Home','category':'Docs','properties':{'path':'/'}}"
            + "| {'event':'page_view','properties':{'category':'Docs','name':'Home','path':'/'}}",
        "{'type':'page'} | {'event':'page_view'}",
        "{'type':'screen','name':'Start'}"
            + "| {'event':'screen_view','properties':{'name':'Start'}}",
        "{'type':'group','groupId':'g1','traits':{'seats':5}}"
            + "| {'event':'group','properties':{'group_id':'g1','seats':5}}",
        "{'type':'alias','previousId':'a1','userId':'u1'}"
            + "| {'event':'alias','user_id':'u1','properties':{'previous_id':'a1'}}"
      })
  void eachTypeBecomesItsEvent(String message, String event) {
    assertThat(event(message)).isEqualTo(json(event));
  }

  @Test
  void aNameThatThePropertiesHaveIsTheirs() {
    assertThat(event("{'type':'page','name':'Home','properties':{'name':'Mine','a':1}}"))
        .isEqualTo(json("{'event':'page_view','properties':{'name':'Mine','a':1}}"));
    assertThat(event("{'type':'page','name':'Home','properties':{ }}"))
        .isEqualTo(json("{'event':'page_view','properties':{'name':'Home'}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'userId':'u1','anonymousId':'a1' | 'user_id':'u1','anonymous_id':'a1'",
        "'userId':42,'anonymousId':null | 'user_id':'42'",
        "'userId':'' | ",
        "'userId':{} | 'user_id':{}"
      })
  void idsAreTexts(String members, String expected) {
    String rest = expected == null ? "" : "," + expected;

    assertThat(event("{'event':'x'," + members + "}")).isEqualTo(json("{'event':'x'" + rest + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timestamp':'T' | 'timestamp':'T'",
        "'timestamp':'T','sentAt':'S' | 'timestamp':'T','sent_at':'S'",
        "'originalTimestamp':'O','sentAt':'S' | 'timestamp':'O','sent_at':'S'",
        "'originalTimestamp':'O','timestamp':'T','sentAt':'S' | 'timestamp':'T'",
        "'timestamp':null,'sentAt':null | "
      })
  void theClockOfTheSenderCorrectsWhatSegmentHasNotCorrected(String members, String expected) {
    String rest = expected == null ? "" : "," + expected;

    assertThat(event("{'event':'x'," + members + "}")).isEqualTo(json("{'event':'x'" + rest + "}"));
  }

  @Test
  void theBatchKnowsBetterWhenItWasSentThanItsMessages() {
    JsonNode event =
        event(
            "{'event':'x','timestamp':'T','sentAt':'S'}",
            Optional.empty(),
            Optional.of(slice(SENT_AT).members().get("sentAt")));

    assertThat(event.get("sent_at").asString()).isEqualTo("2026-01-01T00:00:09Z");
  }

  @Test
  void theRouteSaysTheTypeOfASingleMessage() {
    assertThat(
            event("{'type':'track','event':'x'}", Optional.of(MessageType.ALIAS), Optional.empty()))
        .isEqualTo(json("{'event':'alias'}"));
  }

  @Test
  void theContextIsOursWhereItIsText() {
    assertThat(
            event(
                """
                {'event':'x','context':{'ip':'2001:db8::1','userAgent':'Mozilla/5.0','locale':'de-DE',
                 'page':{'url':'https://shop.example/','path':'/','search':'?q','title':7},
                 'campaign':{'name':'spring','source':'mail'},'library':{'name':'l','version':'1'},
                 'app':{'version':'7'},'traits':{'plan':'pro'}}}
                """))
        .isEqualTo(
            json(
                """
                {'event':'x','context':{'ip':'2001:db8::1','user_agent':'Mozilla/5.0',
                 'locale':'de-DE','page':{'url':'https://shop.example/','path':'/'},
                 'campaign':{'name':'spring','source':'mail'},
                 'library':{'name':'l','version':'1'}}}
                """));
    assertThat(event("{'event':'x','context':{'ip':'here','page':null,'locale':{}}}"))
        .isEqualTo(json("{'event':'x','context':{}}"));
  }

  @Test
  void propertiesAreTheTextThatWasSent() {
    String properties = "{\"n\": 1.10, \"big\":12345678901234567890e5, \"u\":\"\\u00e9\" }";

    assertThat(line("{\"type\":\"track\",\"event\":\"x\",\"properties\":" + properties + "}"))
        .contains("\"properties\":" + properties);
    assertThat(line("{\"type\":\"page\",\"name\":\"N\",\"properties\":" + properties + "}"))
        .contains("\"n\": 1.10, \"big\":12345678901234567890e5, \"u\":\"\\u00e9\"");
  }

  @Test
  void aMessageThatIsNoneOrTooLargeIsLeftAsItIs() {
    assertThat(line("7")).isEqualTo("7\n");
    String large = "{\"event\":\"" + "x".repeat(33_000) + "\"}";
    assertThat(line(large)).isEqualTo(large + "\n");
  }

  private static JsonNode event(String message) {
    return event(message, Optional.empty(), Optional.empty());
  }

  private static JsonNode event(
      String message, Optional<MessageType> type, Optional<JsonSlice> sentAt) {
    return JSON.readTree(line(message.replace('\'', '"'), type, sentAt));
  }

  private static String line(String message) {
    return line(message, Optional.empty(), Optional.empty());
  }

  private static String line(
      String message, Optional<MessageType> type, Optional<JsonSlice> sentAt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Translation(new CustomerId("acme"), type, sentAt, out).write(slice(message));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonSlice slice(String text) {
    return JsonSlice.whole(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
