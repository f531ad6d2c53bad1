package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PageViewsTest {
  private static final String LINE =
      "192.0.2.7 - - [17/May/2015:10:05:03 +0200] \"GET /a?b HTTP/1.1\" 404 12 \"-\" \"agent\"";

  @Test
  void aLineBecomesAPageView() throws UnreadableLineException {
    JsonNode event = event("digest", 17, LINE, Retiming.NONE);

    assertThat(event.path("event").stringValue()).isEqualTo("page_view");
    assertThat(event.path("timestamp").stringValue()).isEqualTo("2015-05-17T10:05:03+02:00");
    assertThat(event.path("properties").toString())
        .isEqualTo("{\"path\":\"/a?b\",\"method\":\"GET\",\"status\":404,\"bytes\":12}");
    assertThat(event.path("context").toString())
        .isEqualTo("{\"ip\":\"192.0.2.7\",\"user_agent\":\"agent\"}");
  }

  @Test
  void theIdDependsOnDigestLineAndTimeSentOnly() throws UnreadableLineException {
    String id = id(event("digest", 17, LINE, Retiming.NONE));

    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(id(event("digest", 17, LINE, Retiming.NONE))).isEqualTo(id);
    assertThat(id(event("digest", 17, LINE.replace("+0200", "+0000"), new Retiming(hours(-2)))))
        .isEqualTo(id);
    assertThat(id(event("other", 17, LINE, Retiming.NONE))).isNotEqualTo(id);
    assertThat(id(event("digest", 18, LINE, Retiming.NONE))).isNotEqualTo(id);
    assertThat(id(event("digest", 17, LINE, new Retiming(hours(1))))).isNotEqualTo(id);
  }

  @Test
  void theUserIsTheAddressWithTheAgent() throws UnreadableLineException {
    String user = user(LINE);

    assertThat(user(LINE.replace("/a?b", "/c"))).isEqualTo(user);
    assertThat(user(LINE.replace("192.0.2.7", "192.0.2.8"))).isNotEqualTo(user);
    assertThat(user(LINE.replace("agent", "other"))).isNotEqualTo(user);
    assertThat(user).doesNotContain("192.0.2.7");
  }

  @Test
  void aHostNameIsNoAddress() throws UnreadableLineException {
    JsonNode named = event("d", 1, LINE.replace("192.0.2.7", "host.example"), Retiming.NONE);
    JsonNode version6 = event("d", 1, LINE.replace("192.0.2.7", "2001:db8::1"), Retiming.NONE);

    assertThat(named.path("context").has("ip")).isFalse();
    assertThat(version6.path("context").path("ip").stringValue()).isEqualTo("2001:db8::1");
  }

  private static String user(String line) throws UnreadableLineException {
    return event("digest", 1, line, Retiming.NONE).path("user_id").stringValue();
  }

  private static String id(JsonNode event) {
    return event.path("event_id").stringValue();
  }

  private static Duration hours(long hours) {
    return Duration.ofHours(hours);
  }

  private static JsonNode event(String digest, long number, String line, Retiming retiming)
      throws UnreadableLineException {
    AccessLogEntry entry = new CombinedLogParser().parse(new LogLine(number, line, true));
    return JsonMapper.shared().readTree(new PageViews(digest, retiming).of(number, entry).json());
  }
}
