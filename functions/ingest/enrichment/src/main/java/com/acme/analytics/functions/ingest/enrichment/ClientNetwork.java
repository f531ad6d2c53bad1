package com.acme.analytics.functions.ingest.enrichment;

/** What may be kept of an address: the network it is in. */
public final class ClientNetwork {
  private ClientNetwork() {}

  /**
   * The network of who called, seen through the trusted proxies.
   *
   * @return null when its address, or one that a trusted proxy wrote, is none
   */
  public static String of(Caller caller, TrustedProxies proxies) {
    return proxies.clientOf(caller).map(client -> client.network().toString()).orElse(null);
  }

  /**
   * The address without its host part: 24 bits are left of an IPv4 address, 48 of an IPv6 address.
   *
   * @return null when it is no address, of which nobody can tell what part to keep
   */
  public static String of(String address) {
    return IpAddress.parse(address).map(parsed -> parsed.network().toString()).orElse(null);
  }
}
