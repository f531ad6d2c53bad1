package com.acme.analytics.functions.ingest.enrichment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as 128 bits. An IPv4 address is the IPv6 address it is mapped to (RFC
 * 4291, 2.5.5.2), so both ways to write it are one.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
  /** Bits of an address of either kind. */
  static final int BITS = 128;

  /** Bits before the IPv4 address in the IPv6 address it is mapped to. */
  static final int MAPPED_PREFIX = 96;

  private static final long MAPPED = 0xFFFFL;
  private static final int NETWORK_V4 = 24;
  private static final int NETWORK_V6 = 48;

  /** The address of 32 bits. */
  static IpAddress v4(long bits) {
    return new IpAddress(0, MAPPED << Integer.SIZE | bits);
  }

  /** The address a text means, without port or zone; empty when it means none. Never throws. */
  public static Optional<IpAddress> parse(String text) {
    return IpText.parse(text);
  }

  /** Whether it is an IPv4 address, mapped or not. */
  public boolean isV4() {
    return high == 0 && low >>> Integer.SIZE == MAPPED;
  }

  /** The network the address is in: 24 bits of an IPv4 address, 48 of an IPv6 address. */
  public IpAddress network() {
    return prefix(isV4() ? MAPPED_PREFIX + NETWORK_V4 : NETWORK_V6);
  }

  /**
   * The address with only its first bits, the others zero.
   *
   * @param bits 0 to 128
   */
  IpAddress prefix(int bits) {
    return new IpAddress(high & mask(bits), low & mask(bits - Long.SIZE));
  }

  InetAddress toInetAddress() {
    ByteBuffer bytes =
        isV4()
            ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
            : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("neither 4 nor 16 bytes", e);
    }
  }

  /** Dotted for IPv4, else the canonical text of RFC 5952. */
  @Override
  public String toString() {
    return IpText.format(this);
  }

  private static long mask(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
  }
}
