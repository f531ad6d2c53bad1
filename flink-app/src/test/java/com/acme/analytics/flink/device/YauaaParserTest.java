package com.acme.analytics.flink.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one test with the real analyser, which is dear to start. */
class YauaaParserTest {
  private static YauaaParser parser;

  @BeforeAll
  static void start() {
    parser = new YauaaParser();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "desktop | Windows NT | Chrome | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
        "desktop | Mac OS | Safari | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
        "desktop | Ubuntu | Firefox | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:27.0) Gecko/20100101 Firefox/27.0",
        "mobile | iOS | Safari | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
        "mobile | Android | Chrome | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        "tablet | iOS | Safari | Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1",
      })
  void aPersonsDeviceHasAKindAnOperatingSystemAndABrowser(
      String type, String os, String browser, String userAgent) {
    assertThat(parser.parse(userAgent)).isEqualTo(new Device(type, os, browser, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "robot | Googlebot | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "robot | Curl | curl/8.5.0",
        "robot | PhantomJS | Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/534.34 (KHTML, like Gecko) PhantomJS/1.9.2 Safari/534.34",
        "robot | UniversalFeedParser | UniversalFeedParser/4.2-pre-314-svn +http://feedparser.org/",
        "hacker | '' | Mozilla/5.0 <script>alert(1)</script>",
      })
  void aBotSaysWhyItIsTakenForOneAndItsOperatingSystemIsNotBelieved(
      String reason, String name, String userAgent) {
    assertThat(parser.parse(userAgent)).isEqualTo(new Device("bot", "", name, reason));
  }

  @Test
  void aPhoneThatPretendsToBeGooglebotIsABot() {
    assertThat(
            parser
                .parse(
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 6_0 like Mac OS X) AppleWebKit/536.26 (KHTML, like Gecko) Version/6.0 Mobile/10A5376e Safari/8536.25 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
                .bot())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "-", "(", ")))", "\u0000", "\uD800", "a/b/c;;;", "%s%n", "é", "${x}"})
  void whateverItIsItHasAnAnswerWithoutNulls(String userAgent) {
    Device device = parser.parse(userAgent);

    assertThat(device).hasNoNullFieldsOrProperties();
    assertThat(device.type()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "((a;", "Mozilla/5.0 (", "a/1 ", "\"{[("})
  void aLongOneIsAnsweredOnASmallStack(String part) throws Exception {
    Throwable[] failure = new Throwable[1];
    Thread task =
        new Thread(
            null, () -> parser.parse(part.repeat(100_000 / part.length())), "task", 512 << 10);
    task.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
    task.start();
    task.join();

    assertThat(failure[0]).isNull();
    assertThatCode(() -> parser.parse("curl/8.5.0")).doesNotThrowAnyException();
  }
}
