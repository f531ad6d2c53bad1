package com.acme.analytics.core.tenant;

/** What is kept of a client's address once it has been used for geolocation. */
public enum IpPolicy {
  /** The network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
  TRUNCATE,
  /** The address as it is. */
  KEEP,
  /** Nothing. */
  DROP
}
