package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CombinedLogParserTest {
  private static final String START = "192.0.2.7 - - [17/May/2015:10:05:03 +0000] ";

  @Test
  void anOrdinaryLineIsRead() throws UnreadableLineException {
    AccessLogEntry entry =
        parse(START + "\"GET /a?b=c HTTP/1.1\" 200 203023 \"http://x/\" \"Mozilla/5.0 (X11)\"");

    assertThat(entry)
        .isEqualTo(
            new AccessLogEntry(
                "192.0.2.7",
                OffsetDateTime.parse("2015-05-17T10:05:03Z"),
                "GET",
                "/a?b=c",
                200,
                203023,
                Optional.of("http://x/"),
                Optional.of("Mozilla/5.0 (X11)")));
  }

  @Test
  void dashesAreAbsentTextsAndNoBytes() throws UnreadableLineException {
    AccessLogEntry entry = parse(START + "\"HEAD / HTTP/1.0\" 304 - \"-\" \"-\"");

    assertThat(entry.bytes()).isZero();
    assertThat(entry.referrer()).isEmpty();
    assertThat(entry.userAgent()).isEmpty();
  }

  @Test
  void theOffsetOfTheLogIsKept() throws UnreadableLineException {
    AccessLogEntry entry =
        parse("::1 - - [29/Feb/2016:23:59:59 -0330] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"");

    assertThat(entry.client()).isEqualTo("::1");
    assertThat(entry.time()).isEqualTo(OffsetDateTime.parse("2016-02-29T23:59:59-03:30"));
  }

  @Test
  void escapedQuotesStayAsTheyAreLogged() throws UnreadableLineException {
    AccessLogEntry entry =
        parse(START + "\"GET /a\\\"b HTTP/1.1\" 200 1 \"\\\\\" \"say \\\"hi\\\" \\x22\"");

    assertThat(entry.target()).isEqualTo("/a\\\"b");
    assertThat(entry.referrer()).contains("\\\\");
    assertThat(entry.userAgent()).contains("say \\\"hi\\\" \\x22");
  }

  @Test
  void aUserNameMayHoldSpaces() throws UnreadableLineException {
    assertThat(
            parse(
                    "192.0.2.7 - frank the tank [17/May/2015:10:05:03 +0000] "
                        + "\"GET / HTTP/2.0\" 200 1 \"-\" \"-\"")
                .client())
        .isEqualTo("192.0.2.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /a HTTP/1.1                | /a",
        "GET /a                         | /a",
        "GET /with space/a HTTP/1.1     | /with space/a",
        "OPTIONS * HTTP/1.1             | *",
        "GET http://x/?q=%20 HTTP/1.1   | http://x/?q=%20",
        "CONNECT x:443 HTTP/1.1         | x:443",
        "GET /a HTTP/x HTTP/1.1         | /a HTTP/x"
      })
  void theTargetIsWhatStandsBetweenMethodAndProtocol(String request, String target)
      throws UnreadableLineException {
    assertThat(parse(START + "\"" + request + "\" 200 1 \"-\" \"-\"").target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "garbage",
        "192.0.2.7 - -",
        START,
        START + "\"GET / HTTP/1.1\" 200 1",
        START + "\"GET / HTTP/1.1\" 200 1 \"-\"",
        START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"open",
        START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"open\\\"",
        START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"-\\",
        START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"-\" \"203.0.113.9\"",
        START + "\"GET / HTTP/1.1\" 2000 1 \"-\" \"-\"",
        START + "\"GET / HTTP/1.1\" 200 1k \"-\" \"-\"",
        START + "\"GET / HTTP/1.1\" 200 9999999999999999999 \"-\" \"-\"",
        START + "\"-\" 408 - \"-\" \"-\"",
        START + "\"\" 400 0 \"-\" \"-\"",
        START + "\"GET\" 400 0 \"-\" \"-\"",
        START + "\"GET  HTTP/1.1\" 400 0 \"-\" \"-\"",
        START + "\"\\x16\\x03\\x01 x\" 400 0 \"-\" \"-\"",
        "192.0.2.7 - - [30/Feb/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
        "192.0.2.7 - - [17/Mai/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
        "192.0.2.7 - - [2015-05-17T10:05:03Z] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\""
      })
  void otherLinesAreUnreadableWithAReason(String line) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(UnreadableLineException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void theReasonSaysWhere() {
    assertThatThrownBy(() -> parse(START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"open"))
        .hasMessage("the quote of the user agent at column 71 is not closed");
  }

  private static AccessLogEntry parse(String line) throws UnreadableLineException {
    return new CombinedLogParser().parse(new LogLine(1, line, true));
  }
}
