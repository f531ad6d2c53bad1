package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchReaderTest {
  private static final String FULL =
      """
      {"event_id": "018F3A52-7c1e-7d7a-9c3b-1f2e3d4c5b6a", "event": "page_view",
       "timestamp": "2015-05-20T11:58:00+00:00", "sent_at": "2015-05-20T11:59:30Z",
       "user_id": "u1", "anonymous_id": "a1",
       "properties": { "status": 404, "path": "/b", "deep": {"x": [1.50, "\\u00e9\u00e9"]} },
       "context": {"ip": "2001:db8::1", "user_agent": "agent", "locale": "de-CH",
         "page": {"url": "https://x/a", "path": "/a", "referrer": "https://y", "title": "T"},
         "campaign": {"source": "s", "medium": "m", "name": "n", "term": "t", "content": "c"},
         "library": {"name": "js", "version": "1.2"}, "device": {"id": [1, {}]}}}
      """;

  @Test
  void everyFieldIsKept() {
    Event event = Batches.accepted(FULL);

    assertThat(event.getCustomerId()).isEqualTo("acme");
    assertThat(event.getEventId())
        .isEqualTo(UUID.fromString("018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6a"));
    assertThat(event.getEvent()).isEqualTo("page_view");
    assertThat(event.getTimestamp()).isEqualTo(Instant.parse("2015-05-20T11:58:30Z"));
    assertThat(event.getReceivedAt()).isEqualTo(Batches.RECEIVED_AT);
    assertThat(event.getUserId()).isEqualTo("u1");
    assertThat(event.getAnonymousId()).isEqualTo("a1");
    assertThat(event.getProperties())
        .isEqualTo(
            "{ \"status\": 404, \"path\": \"/b\", \"deep\": {\"x\": [1.50, \"\\u00e9é\"]} }");
    assertThat(event.getIp()).isEqualTo("2001:db8::1");
    assertThat(event.getUserAgent()).isEqualTo("agent");
    assertThat(event.getLocale()).isEqualTo("de-CH");
    assertThat(event.getPageUrl()).isEqualTo("https://x/a");
    assertThat(event.getPagePath()).isEqualTo("/a");
    assertThat(event.getPageReferrer()).isEqualTo("https://y");
    assertThat(event.getPageTitle()).isEqualTo("T");
    assertThat(event.getUtmSource()).isEqualTo("s");
    assertThat(event.getUtmMedium()).isEqualTo("m");
    assertThat(event.getUtmCampaign()).isEqualTo("n");
    assertThat(event.getUtmTerm()).isEqualTo("t");
    assertThat(event.getUtmContent()).isEqualTo("c");
    assertThat(event.getLibraryName()).isEqualTo("js");
    assertThat(event.getLibraryVersion()).isEqualTo("1.2");
  }

  @Test
  void aNameIsEnough() {
    Event event = Batches.accepted("{\"event\":\"e\"}");

    assertThat(event.getEventId()).isEqualTo(Batches.idOf(0));
    assertThat(event.getTimestamp()).isEqualTo(Batches.RECEIVED_AT);
    assertThat(event.getProperties()).isEqualTo("{}");
    assertThat(event.getUserId()).isNull();
    assertThat(event.getPagePath()).isNull();
  }

  @Test
  void nullMeansNotGiven() {
    assertThat(
            Batches.accepted(
                """
                {"event":"e","event_id":null,"timestamp":null,"sent_at":null,"user_id":null,
                 "properties":null,"context":{"ip":null,"page":null,"campaign":null}}
                """))
        .isEqualTo(Batches.accepted("{\"event\":\"e\"}"));
  }

  @Test
  void pathAndReferrerMayBeProperties() {
    Event event =
        Batches.accepted(
            """
            {"event":"e","properties":{"path":"/p","referrer":"r","x":{"path":"/no"}}}
            """);

    assertThat(event.getPagePath()).isEqualTo("/p");
    assertThat(event.getPageReferrer()).isEqualTo("r");
    assertThat(Batches.accepted("{\"event\":\"e\",\"properties\":{\"path\":7}}").getPagePath())
        .isNull();
  }

  @Test
  void oneBadEventNeverHurtsItsNeighbours() {
    Batch batch =
        Batches.read(
            """
            {"events":[{"event":"a"},{"event":"b","properties":{"x":{"y":1,"y":[{"z":{}}]}},
             "context":{"page":{}}},7,[[{}]],null,{"event":"c"}]}
            """);

    assertThat(batch.events()).extracting(ReadEvent::index).containsExactly(0, 5);
    assertThat(batch.events())
        .extracting(read -> read.event().getEventId())
        .containsExactly(Batches.idOf(0), Batches.idOf(5));
    assertThat(batch.rejections())
        .extracting(Rejection::pointer)
        .containsExactly("/events/1/properties/x/y", "/events/2", "/events/3", "/events/4");
  }

  @Test
  void aRejectionNamesTheClientsIdWhereItCouldBeRead() {
    String id = "018f3a52-7c1e-7d7a-9c3b-1f2e3d4c5b6a";
    assertThat(Batches.rejected("{\"event_id\":\"" + id + "\",\"event\":\"\"}").givenId())
        .contains(UUID.fromString(id));
    assertThat(Batches.rejected("{\"event\":\"\"}").givenId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /event | event: missing (expected: a name of 1 to 200 characters)",
        "{\"event\":\"\"} | /event | event: 0 characters (expected: a name of 1 to 200 characters)",
        "{\"event\":7} | /event | event: a number (expected: a name of 1 to 200 characters)",
        "{\"event\":\"a\\nb\"} | /event | event: a control character (expected: a name without any)",
        "{\"event\":\"e\",\"userId\":\"u\"} | /userId | member: \"userId\" (expected: event_id, event, timestamp, sent_at, user_id, anonymous_id, properties or context)",
        "{\"event\":\"e\",\"event\":\"f\"} | /event | member: \"event\" (expected: each name once in an object)",
        "{\"event\":\"e\",\"event_id\":\"1-1-1-1-1\"} | /event_id | event_id: \"1-1-1-1-1\" (expected: a UUID of 36 characters)",
        "{\"event\":\"e\",\"timestamp\":\"today\"} | /timestamp | timestamp: \"today\" (expected: an RFC 3339 time such as 2015-05-17T10:05:03.125Z)",
        "{\"event\":\"e\",\"sent_at\":1432123200} | /sent_at | sent_at: a number (expected: text)",
        "{\"event\":\"e\",\"user_id\":42} | /user_id | user_id: a number (expected: text of 1 to 256 characters)",
        "{\"event\":\"e\",\"user_id\":\"\"} | /user_id | user_id: 0 characters (expected: text of 1 to 256 characters)",
        "{\"event\":\"e\",\"properties\":[]} | /properties | properties: an array (expected: an object)",
        "{\"event\":\"e\",\"properties\":{\"n\":1e400}} | /properties/n | number: 1e400 (expected: a 64-bit integer, or a double of at most 64 characters)",
        "{\"event\":\"e\",\"properties\":{\"n\":18446744073709551616}} | /properties/n | number: 18446744073709551616 (expected: a 64-bit integer, or a double of at most 64 characters)",
        "{\"event\":\"e\",\"context\":\"x\"} | /context | context: a string (expected: an object)",
        "{\"event\":\"e\",\"context\":{\"ip\":\"unknown\"}} | /context/ip | ip: \"unknown\" (expected: an IPv4 or IPv6 address)",
        "{\"event\":\"e\",\"context\":{\"page\":{\"url\":{}}}} | /context/page/url | url: an object (expected: text)",
        "{\"event\":\"\\ud800\"} | `` | event: half of a surrogate pair, escaped (expected: whole characters)"
      })
  void anInvalidEventIsRejectedWithWhereAndWhy(String event, String pointer, String detail) {
    Rejection rejection = Batches.rejected(event);

    assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_EVENT);
    assertThat(rejection.pointer()).isEqualTo("/events/0" + pointer);
    assertThat(rejection.detail()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({"2005-05-22T11:59:59.999Z", "2015-05-20T12:05:00.001Z", "0000-01-01T00:00:00Z"})
  void aTimeOutOfRangeIsRejected(String timestamp) {
    Rejection rejection = Batches.rejected("{\"event\":\"e\",\"timestamp\":\"" + timestamp + "\"}");

    assertThat(rejection.code()).isEqualTo(ErrorCode.TIMESTAMP_OUT_OF_RANGE);
    assertThat(rejection.pointer()).isEqualTo("/events/0/timestamp");
    assertThat(rejection.detail()).contains("PT87600H before to PT5M after the receive time");
  }

  @Test
  void anEventOf32KibibytesIsAcceptedAndOneByteMoreIsNot() {
    String frame = "{\"event\":\"e\",\"properties\":{\"x\":\"\"}}";
    String filling = "x".repeat(EventLimits.EVENT_BYTES - frame.length());
    String largest = frame.replace("\"x\":\"", "\"x\":\"" + filling);

    assertThat(Batches.readEvent(largest).events()).hasSize(1);
    assertThat(Batches.rejected(largest.replace("xx\"", "xxx\"")).code())
        .isEqualTo(ErrorCode.EVENT_TOO_LARGE);
  }

  @Test
  void propertiesOf32LevelsAreAcceptedAndOneMoreIsNot() {
    assertThat(Batches.readEvent(nested(32)).events()).hasSize(1);
    assertThat(Batches.rejected(nested(33)).code()).isEqualTo(ErrorCode.NESTED_TOO_DEEPLY);
  }

  @Test
  void aLineOfNdjsonIsAnEvent() {
    Batch batch =
        Batches.readLines("\uFEFF{\"event\":\"a\"}\r\n\n{\"event\":\"\"}\n{\"event\":\"c\"}");

    assertThat(batch.events()).extracting(ReadEvent::index).containsExactly(0, 2);
    assertThat(batch.rejections()).extracting(Rejection::index).containsExactly(1);
    assertThat(batch.rejections()).extracting(Rejection::pointer).containsExactly("/event");
  }

  @Test
  void aByteOrderMarkShiftsNothing() {
    Batch batch =
        Batches.read("\uFEFF{\"events\":[{\"event\":\"e\",\"properties\":{\"k\":\"v\"}}]}");

    assertThat(batch.events().getFirst().event().getProperties()).isEqualTo("{\"k\":\"v\"}");
  }

  @Test
  void aVeryLongPointerIsCutToThatOfAnEnclosingValue() {
    String name = "n".repeat(300);
    Rejection rejection =
        Batches.rejected("{\"event\":\"e\",\"properties\":{\"" + name + "\":1e999}}");

    assertThat(rejection.pointer()).isEqualTo("/events/0/properties");
  }

  private static String nested(int levels) {
    return "{\"event\":\"e\",\"properties\":"
        + "{\"x\":".repeat(levels - 1)
        + "{}"
        + "}".repeat(levels - 1)
        + "}";
  }
}
