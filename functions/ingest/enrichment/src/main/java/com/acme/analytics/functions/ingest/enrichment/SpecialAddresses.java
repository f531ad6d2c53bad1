package com.acme.analytics.functions.ingest.enrichment;

import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that are nowhere in particular: private, loopback, link-local, multicast, documentation
 * and reserved ones, as IANA registers them.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 registry</a>
 */
final class SpecialAddresses {
  private static final List<CidrBlock> V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** Only this part of IPv6 is given to networks. */
  private static final CidrBlock GLOBAL_V6 = CidrBlock.parse("2000::/3");

  private static final List<CidrBlock> V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private SpecialAddresses() {}

  static boolean contain(IpAddress address) {
    if (address.isV4()) {
      return isIn(V4, address);
    }
    return !GLOBAL_V6.contains(address) || isIn(V6, address);
  }

  private static boolean isIn(List<CidrBlock> blocks, IpAddress address) {
    for (CidrBlock block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<CidrBlock> blocks(String... texts) {
    return Stream.of(texts).map(CidrBlock::parse).toList();
  }
}
