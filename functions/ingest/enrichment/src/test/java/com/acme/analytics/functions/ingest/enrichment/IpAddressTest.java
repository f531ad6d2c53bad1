package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "8.8.8.8, 8.8.8.8",
    "::ffff:8.8.8.8, 8.8.8.8",
    "::FFFF:808:808, 8.8.8.8",
    "0:0:0:0:0:ffff:8.8.8.8, 8.8.8.8",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::00A, 2001:db8::a",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "::1.2.3.4, ::102:304"
  })
  void isReadInAllItsFormsAndWrittenInOne(String text, String canonical) {
    assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.-4",
        "01.2.3.4",
        "1.2.3.4 ",
        "1..2.3",
        "1.2.3.4:80",
        "unknown",
        ":",
        ":::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "g::",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1%eth0",
        "[::1]",
        "\u0661.2.3.4",
        "::\uff11",
        "0000000000000000000000000000000000000000000001"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Property
  void whatIsWrittenReadsTheSame(@ForAll long high, @ForAll long low, @ForAll boolean sparse) {
    IpAddress address = new IpAddress(high, sparse ? low & 0xFFFF_0000_0000_FFFFL : low);

    assertThat(IpAddress.parse(address.toString())).contains(address);
  }

  @Property
  void theJdkReadsTheSameBytes(@ForAll long high, @ForAll long low) {
    IpAddress address = new IpAddress(high, low);
    InetAddress expected = InetAddress.ofLiteral(address.toString());

    assertThat(address.toInetAddress()).isEqualTo(expected);
    assertThat(IpAddress.parse(expected.getHostAddress())).contains(address);
  }

  @Property
  void anyTextIsReadOrNotWithoutAnException(@ForAll String text) {
    IpAddress.parse(text);
  }

  @Property
  void truncationIsIdempotentAndForgetsTheHost(
      @ForAll int network, @ForAll byte one, @ForAll byte other) {
    long bits = Integer.toUnsignedLong(network) & ~0xFFL;
    IpAddress truncated = IpAddress.v4(bits | (one & 0xFF)).network();

    assertThat(truncated.network()).isEqualTo(truncated);
    assertThat(truncated).isEqualTo(IpAddress.v4(bits | (other & 0xFF)).network());
    assertThat(truncated.toString()).endsWith(".0");
  }

  @Property
  void truncationOfIpv6IsIdempotentAndForgetsTheHost(
      @ForAll long high, @ForAll long low, @ForAll char subnet, @ForAll long host) {
    IpAddress address = new IpAddress(high, low);
    Assume.that(!address.isV4());
    IpAddress truncated = address.network();

    assertThat(truncated.network()).isEqualTo(truncated);
    assertThat(truncated.low()).isZero();
    assertThat(truncated.high() & 0xFFFF).isZero();
    assertThat(new IpAddress((high & ~0xFFFFL) | subnet, host | Long.MIN_VALUE).network())
        .isEqualTo(truncated);
  }

  @Test
  void specialAddressesAreNoPlace() {
    assertThat(
            Arrays.asList(
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "192.0.2.1",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "2001:db8::1",
                "2002:a00:1::",
                "::ffff:10.0.0.1"))
        .allMatch(text -> IpAddress.parse(text).filter(SpecialAddresses::contain).isPresent());
    assertThat(
            Arrays.asList(
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:4860:4860::8888",
                "2a02:8109::1"))
        .map(IpAddress::parse)
        .map(Optional::orElseThrow)
        .noneMatch(SpecialAddresses::contain);
  }
}
