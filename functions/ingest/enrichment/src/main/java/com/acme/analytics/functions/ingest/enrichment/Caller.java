package com.acme.analytics.functions.ingest.enrichment;

import java.util.Objects;

/**
 * Who made a request. Whether that is the client itself or a proxy before it, {@link
 * TrustedProxies} tells.
 *
 * @param sourceAddress the connection's other end, IPv4 or IPv6; empty where there is no connection
 * @param forwardedFor header {@code X-Forwarded-For}, several joined by commas; empty without one
 * @param userAgent header {@code User-Agent}; empty without one
 */
public record Caller(String sourceAddress, String forwardedFor, String userAgent) {
  /** Of events that no client sent over a connection, for example those out of a stream. */
  public static final Caller NONE = new Caller("", "", "");

  public Caller {
    Objects.requireNonNull(sourceAddress, "sourceAddress");
    Objects.requireNonNull(forwardedFor, "forwardedFor");
    Objects.requireNonNull(userAgent, "userAgent");
  }
}
