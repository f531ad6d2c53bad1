package com.acme.analytics.functions.ingest.enrichment;

import java.util.Optional;

/** Reads and writes addresses. By hand, since malformed ones are frequent and must be cheap. */
final class IpText {
  private static final int INVALID = -1;
  private static final int GROUPS = 8;

  /** An IPv6 address with an embedded IPv4 address. */
  private static final int LONGEST = 45;

  private IpText() {}

  static Optional<IpAddress> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.indexOf(':') >= 0) {
      return parseV6(text);
    }
    long bits = parseV4(text, 0);
    return bits == INVALID ? Optional.empty() : Optional.of(IpAddress.v4(bits));
  }

  /**
   * Four decimal numbers without leading zeros, which some programs read as octal.
   *
   * @return 32 bits, or {@link #INVALID}
   */
  private static long parseV4(String text, int start) {
    long bits = 0;
    int octets = 0;
    int i = start;
    while (true) {
      int first = i;
      int octet = 0;
      while (i < text.length() && isDigit(text.charAt(i)) && i - first < 3) {
        octet = octet * 10 + text.charAt(i) - '0';
        i++;
      }
      boolean leadingZero = i - first > 1 && text.charAt(first) == '0';
      if (i == first || leadingZero || octet > 255) {
        return INVALID;
      }
      bits = bits << Byte.SIZE | octet;
      octets++;
      if (octets == 4) {
        return i == text.length() ? bits : INVALID;
      }
      if (i == text.length() || text.charAt(i) != '.') {
        return INVALID;
      }
      i++;
    }
  }

  /** RFC 4291, 2.2: eight groups, one run of zeros left out, the last two perhaps dotted. */
  private static Optional<IpAddress> parseV6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = INVALID;
    int i = 0;
    if (text.startsWith("::")) {
      gap = 0;
      i = 2;
    }
    while (i < text.length()) {
      int colon = text.indexOf(':', i);
      int end = colon < 0 ? text.length() : colon;
      if (colon < 0 && text.indexOf('.', i) >= 0) {
        long bits = parseV4(text, i);
        if (bits == INVALID || count > GROUPS - 2) {
          return Optional.empty();
        }
        groups[count++] = (int) (bits >>> Character.SIZE);
        groups[count++] = (int) (bits & 0xFFFF);
        break;
      }
      int group = hexadecimal(text, i, end);
      if (group == INVALID || count == GROUPS) {
        return Optional.empty();
      }
      groups[count++] = group;
      i = end + 1;
      if (i == text.length()) {
        return Optional.empty();
      }
      if (i < text.length() && text.charAt(i) == ':') {
        if (gap != INVALID) {
          return Optional.empty();
        }
        gap = count;
        i++;
      }
    }
    boolean complete = gap == INVALID ? count == GROUPS : count < GROUPS;
    return complete ? Optional.of(join(groups, count, gap)) : Optional.empty();
  }

  private static IpAddress join(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    int missing = GROUPS - count;
    for (int i = 0; i < count; i++) {
      int position = gap != INVALID && i >= gap ? i + missing : i;
      long shifted = (long) groups[i] << (Character.SIZE * (3 - position % 4));
      if (position < 4) {
        high |= shifted;
      } else {
        low |= shifted;
      }
    }
    return new IpAddress(high, low);
  }

  /** One to four digits, or {@link #INVALID}. */
  private static int hexadecimal(String text, int start, int end) {
    if (start == end || end - start > 4) {
      return INVALID;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      // Character.digit knows digits of other scripts too.
      int digit = c < 0x80 ? Character.digit(c, 16) : INVALID;
      if (digit < 0) {
        return INVALID;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static String format(IpAddress address) {
    return address.isV4() ? formatV4((int) address.low()) : formatV6(address);
  }

  private static String formatV4(int bits) {
    int second = (bits >>> 16) & 0xFF;
    int third = (bits >>> 8) & 0xFF;
    return (bits >>> 24) + "." + second + "." + third + "." + (bits & 0xFF);
  }

  /** RFC 5952, 4: lower case, no leading zeros, the first longest run of zero groups left out. */
  private static String formatV6(IpAddress address) {
    int gap = GROUPS;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(address, i);
      if (run > longest) {
        gap = i;
        longest = run;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += longest - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(address, i)));
    }
    return text.toString();
  }

  private static int zeros(IpAddress address, int start) {
    int end = start;
    while (end < GROUPS && group(address, end) == 0) {
      end++;
    }
    return end - start;
  }

  private static int group(IpAddress address, int index) {
    long half = index < 4 ? address.high() : address.low();
    return (int) (half >>> (Character.SIZE * (3 - index % 4))) & 0xFFFF;
  }
}
