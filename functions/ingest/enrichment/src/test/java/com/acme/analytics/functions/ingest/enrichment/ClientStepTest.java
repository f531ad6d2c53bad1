package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.IpPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientStepTest {
  private static final String BROWSER = "Mozilla/5.0";
  private static final Caller CALLER = new Caller("198.51.100.7", "8.8.8.8", BROWSER);

  private final ClientStep step = new ClientStep(TrustedProxies.NONE);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // ip, user_agent of the context; ip, user_agent and warning of the event
        "-, -, 198.51.100.7, Mozilla/5.0, -",
        "-, '', 198.51.100.7, Mozilla/5.0, -",
        "8.8.4.4, -, 8.8.4.4, -, -",
        "-, Firefox, -, Firefox, -",
        "8.8.4.4, Firefox, 8.8.4.4, Firefox, -",
        "::ffff:8.8.4.4, -, 8.8.4.4, -, -",
        "2001:DB8:0::1, -, 2001:db8::1, -, -",
        "1.2.3, Firefox, -, Firefox, malformed_ip"
      })
  void theClientIsWhatTheEventSaysElseTheCaller(
      String ip, String userAgent, String expectedIp, String expectedUserAgent, String warning) {
    Event event = Events.event();
    event.setIp(ip);
    event.setUserAgent(userAgent);

    step.apply(event, CALLER, Events.settings(IpPolicy.KEEP));

    assertThat(event.getIp()).isEqualTo(expectedIp);
    assertThat(event.getUserAgent()).isEqualTo(expectedUserAgent);
    assertThat(event.getWarnings()).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @Test
  void aCallerWithoutAReadableAddressIsNamedInAWarning() {
    Event event = Events.event();

    step.apply(event, new Caller("localhost", "", BROWSER), Events.settings(IpPolicy.KEEP));

    assertThat(event.getIp()).isNull();
    assertThat(event.getUserAgent()).isEqualTo(BROWSER);
    assertThat(event.getWarnings()).containsExactly("client_ip_unknown");
  }

  @Test
  void withoutACallerThereIsNothingToSay() {
    Event event = Events.event();

    step.apply(event, Caller.NONE, Events.settings(IpPolicy.KEEP));

    assertThat(event).isEqualTo(Events.event());
  }

  @Test
  void theLibraryOfAServerIsNotItsUsersBrowser() {
    Event event = Events.event();

    step.apply(
        event, new Caller("8.8.8.8", "", "python-requests/2.32"), Events.settings(IpPolicy.KEEP));

    assertThat(event.getUserAgent()).isNull();
    assertThat(event.getIp()).isEqualTo("8.8.8.8");
  }

  @Test
  void aUserAgentIsCutBetweenCharacters() {
    Event event = Events.event();
    String userAgent =
        BROWSER + "a".repeat(ClientStep.USER_AGENT_CHARS - 1 - BROWSER.length()) + "😀";

    step.apply(event, new Caller("8.8.8.8", "", userAgent), Events.settings(IpPolicy.KEEP));

    assertThat(event.getUserAgent())
        .isEqualTo(BROWSER + "a".repeat(ClientStep.USER_AGENT_CHARS - 1 - BROWSER.length()));
  }
}
