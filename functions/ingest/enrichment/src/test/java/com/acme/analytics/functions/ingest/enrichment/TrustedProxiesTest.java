package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("10.0.0.0/8, 192.0.2.0/24,fd00::/8");

  @ParameterizedTest
  @CsvSource({
    // Not through a proxy: what the header says is what anybody may say.
    "198.51.100.7, '', 198.51.100.7",
    "198.51.100.7, '8.8.8.8', 198.51.100.7",
    "198.51.100.7, '8.8.8.8, 10.0.0.1', 198.51.100.7",
    "2001:db8::7, '8.8.8.8', 2001:db8::7",
    // Through one proxy.
    "10.0.0.1, '8.8.8.8', 8.8.8.8",
    "10.0.0.1, '2001:4860:0:0::8888', 2001:4860::8888",
    "::ffff:10.0.0.1, '8.8.8.8', 8.8.8.8",
    "10.0.0.1, '::ffff:8.8.8.8', 8.8.8.8",
    "fd00::1, '8.8.8.8', 8.8.8.8",
    // A client that forges hops can only prepend them.
    "10.0.0.1, '1.1.1.1, 8.8.8.8', 8.8.8.8",
    "10.0.0.1, '10.0.0.9, 8.8.8.8', 8.8.8.8",
    "10.0.0.1, 'no address, 8.8.8.8', 8.8.8.8",
    "10.0.0.1, '1.1.1.1, 10.0.0.9, 8.8.8.8, 10.0.0.2', 8.8.8.8",
    // Through several proxies.
    "10.0.0.1, '8.8.8.8, 192.0.2.4, 10.9.9.9', 8.8.8.8",
    "10.0.0.1, ' 8.8.8.8 ,\t10.9.9.9 ', 8.8.8.8",
    "10.0.0.1, '8.8.8.8,,10.9.9.9,', 8.8.8.8",
    // All of them ours: the outermost.
    "10.0.0.1, '', 10.0.0.1",
    "10.0.0.1, ' , ', 10.0.0.1",
    "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
    // With ports.
    "10.0.0.1, '8.8.8.8:50000', 8.8.8.8",
    "10.0.0.1, '[2001:4860::8888]:50000', 2001:4860::8888",
    "10.0.0.1, '[2001:4860::8888]', 2001:4860::8888"
  })
  void theClientIsTheFirstThatIsNoTrustedProxy(String source, String forwarded, String client) {
    assertThat(PROXIES.clientOf(new Caller(source, forwarded, "")))
        .map(IpAddress::toString)
        .contains(client);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8.8.8.8",
    "not an address, 8.8.8.8",
    "10.0.0.1, unknown",
    "10.0.0.1, '8.8.8.8, unknown'",
    "10.0.0.1, '8.8.8.8, unknown, 10.0.0.2'",
    "10.0.0.1, '[2001:4860::8888'"
  })
  void whatATrustedProxyCouldNotTellNobodyGuesses(String source, String forwarded) {
    assertThat(PROXIES.clientOf(new Caller(source, forwarded, ""))).isEmpty();
  }

  @Test
  void withoutTrustedProxiesTheHeaderMeansNothing() {
    Caller caller = new Caller("10.0.0.1", "8.8.8.8", "");

    assertThat(TrustedProxies.parse("none").clientOf(caller))
        .map(IpAddress::toString)
        .contains("10.0.0.1");
  }

  @Test
  void aBlockOfAllIpv6AddressesTrustsNoIpv4Address() {
    TrustedProxies proxies = TrustedProxies.parse("::/0");

    assertThat(proxies.clientOf(new Caller("10.0.0.1", "8.8.8.8", "")))
        .map(IpAddress::toString)
        .contains("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "'', a block such as 10.0.0.0/8 or fd00::/8",
    "10.0.0.1, a block such as 10.0.0.0/8 or fd00::/8",
    "10.0.0/8, a block such as 10.0.0.0/8 or fd00::/8",
    "10.0.0.0/33, a length of 0 to 32",
    "10.0.0.0/, a length of 0 to 32",
    "10.0.0.0/+8, a length of 0 to 32",
    "fd00::/129, a length of 0 to 128",
    "10.0.0.1/8, 10.0.0.0/8",
    "fd00::1/8, fd00::/8"
  })
  void whatIsNoBlockIsRefused(String text, String expected) {
    assertThatThrownBy(() -> TrustedProxies.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block: \"%s\" (expected: %s)", text, expected);
  }
}
