package com.acme.analytics.functions.ingest.enrichment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies whose header {@code X-Forwarded-For} is believed. Anybody can send the header, and
 * each proxy appends the address it was called from; so it is read from the right, as long as it
 * was a trusted proxy that wrote.
 */
public final class TrustedProxies {
  /** No header is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<CidrBlock> blocks;

  private TrustedProxies(List<CidrBlock> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /**
   * The proxies in blocks of addresses.
   *
   * @param text comma-separated CIDR blocks, or {@code none}
   * @throws IllegalArgumentException when it is neither
   */
  public static TrustedProxies parse(String text) {
    return text.equals("none")
        ? NONE
        : new TrustedProxies(
            Stream.of(text.split(",", -1)).map(String::strip).map(CidrBlock::parse).toList());
  }

  /**
   * The address of who called, seen through the trusted proxies; the outermost one's where all hops
   * are trusted. Empty when the address, or one that a trusted proxy wrote, is none.
   */
  public Optional<IpAddress> clientOf(Caller caller) {
    Optional<IpAddress> client = IpAddress.parse(caller.sourceAddress());
    String hops = caller.forwardedFor();
    int end = hops.length();
    while (end > 0 && client.isPresent() && trusts(client.get())) {
      int comma = hops.lastIndexOf(',', end - 1);
      String hop = hops.substring(comma + 1, end).strip();
      if (!hop.isEmpty()) {
        client = IpAddress.parse(withoutPort(hop));
      }
      end = comma;
    }
    return client;
  }

  private boolean trusts(IpAddress address) {
    for (CidrBlock block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Some proxies write {@code 192.0.2.1:443} and {@code [2001:db8::1]:443}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int bracket = hop.indexOf(']');
      return bracket < 0 ? hop : hop.substring(1, bracket);
    }
    int colon = hop.indexOf(':');
    boolean port = colon >= 0 && colon == hop.lastIndexOf(':');
    return port ? hop.substring(0, colon) : hop;
  }
}
