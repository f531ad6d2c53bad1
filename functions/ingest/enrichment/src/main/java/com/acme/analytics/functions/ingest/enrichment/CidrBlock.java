package com.acme.analytics.functions.ingest.enrichment;

/**
 * A block of addresses (RFC 4632). A block of IPv6 addresses holds no IPv4 address, not even {@code
 * ::/0}.
 *
 * @param network its first address
 * @param bits how many of the 128 bits all its addresses share
 */
record CidrBlock(IpAddress network, int bits) {
  private static final String EXPECTED = "a block such as 10.0.0.0/8 or fd00::/8";

  /**
   * The block a text means, for example {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException when it means none, or has bits beyond its length
   */
  static CidrBlock parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw malformed(text, EXPECTED);
    }
    IpAddress network =
        IpAddress.parse(text.substring(0, slash)).orElseThrow(() -> malformed(text, EXPECTED));
    String length = text.substring(slash + 1);
    int before = network.isV4() ? IpAddress.MAPPED_PREFIX : 0;
    int longest = IpAddress.BITS - before;
    if (!length.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(length) > longest) {
      throw malformed(text, "a length of 0 to " + longest);
    }
    int bits = before + Integer.parseInt(length);
    if (!network.prefix(bits).equals(network)) {
      throw malformed(text, network.prefix(bits) + "/" + length);
    }
    return new CidrBlock(network, bits);
  }

  /** Whether the address is in the block. */
  boolean contains(IpAddress address) {
    return address.isV4() == network.isV4() && address.prefix(bits).equals(network);
  }

  private static IllegalArgumentException malformed(String text, String expected) {
    return new IllegalArgumentException("block: \"" + text + "\" (expected: " + expected + ")");
  }
}
