package com.acme.analytics.functions.ingest.enrichment;

import java.util.Locale;

/**
 * The host of an absolute URL. Scanned by hand: what pages send as URLs is often none, and an
 * exception for each would cost more than the rest of the event.
 *
 * @param name lower case, without port, final dot and {@code www.}; empty when there is none
 * @param malformed whether there should be one and can't be read
 */
record Host(String name, boolean malformed) {
  /** Of what has no host and needs none, for example {@code about:blank} or {@code file:///a}. */
  static final Host NONE = new Host("", false);

  private static final Host MALFORMED = new Host("", true);

  /** Characters of a name in the domain name system (RFC 1035, 2.3.4). */
  private static final int NAME_CHARS = 253;

  private static final String WWW = "www.";

  static Host of(String url) {
    if (url.isEmpty()) {
      return NONE;
    }
    int colon = schemeEnd(url);
    int slashes = colon + 1;
    if (!url.startsWith("//", slashes)) {
      return colon < 0 ? MALFORMED : NONE;
    }
    int start = slashes + 2;
    int end = authorityEnd(url, start);
    if (start == end && !isWeb(url, colon)) {
      return NONE;
    }
    int at = url.lastIndexOf('@', end - 1);
    return ofAuthority(url.substring(at < start ? start : at + 1, end));
  }

  /** Index of the colon behind the scheme (RFC 3986, 3.1); -1 when there is no scheme. */
  private static int schemeEnd(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isWeb(String url, int colon) {
    boolean webLength = colon == 4 || colon == 5;
    return colon < 0 || (webLength && url.regionMatches(true, 0, "https", 0, colon));
  }

  private static int authorityEnd(String url, int start) {
    int i = start;
    while (i < url.length() && "/?#\\".indexOf(url.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static Host ofAuthority(String authority) {
    int bracket = authority.startsWith("[") ? authority.indexOf(']') : -1;
    int colon = authority.indexOf(':', bracket + 1);
    if (colon >= 0 && !isPort(authority, colon + 1)) {
      return MALFORMED;
    }
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.startsWith("[") ? ofAddress(host) : ofName(host);
  }

  private static boolean isPort(String authority, int start) {
    for (int i = start; i < authority.length(); i++) {
      if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Host ofAddress(String bracketed) {
    if (!bracketed.endsWith("]")) {
      return MALFORMED;
    }
    return IpAddress.parse(bracketed.substring(1, bracketed.length() - 1))
        .map(address -> new Host("[" + address + "]", false))
        .orElse(MALFORMED);
  }

  private static Host ofName(String written) {
    String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
    if (name.isEmpty() || name.length() > NAME_CHARS) {
      return MALFORMED;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return MALFORMED;
      }
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean www = lower.startsWith(WWW) && lower.indexOf('.', WWW.length()) > 0;
    return new Host(www ? lower.substring(WWW.length()) : lower, false);
  }

  /** What occurs in host names; of other scripts anything but spaces and control characters. */
  private static boolean isAllowed(char c) {
    if (c >= 0x80) {
      return !Character.isISOControl(c) && !Character.isSpaceChar(c);
    }
    return Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_';
  }
}
