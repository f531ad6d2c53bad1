package com.acme.analytics.functions.ingest.enrichment;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What may be kept of an address: the network it is in. */
public final class ClientNetwork {
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 6;

  private ClientNetwork() {}

  /**
   * The address without its host part: 24 bits are left of an IPv4 address, 48 of an IPv6 address.
   *
   * @return null when it is no address
   */
  public static String of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      byte[] bytes = parsed.getAddress();
      int kept = parsed instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return null;
    }
  }
}
