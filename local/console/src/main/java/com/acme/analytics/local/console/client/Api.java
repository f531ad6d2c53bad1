package com.acme.analytics.local.console.client;

import java.net.URI;
import java.util.Objects;

/**
 * Where the public API is, and the credential for it.
 *
 * @param address scheme, host and port, without a slash at the end
 * @param key sent as {@code X-Api-Key}
 */
public record Api(String address, String key) {
  /** The header that carries the key. */
  public static final String KEY_HEADER = "X-Api-Key";

  public Api {
    Objects.requireNonNull(key, "key");
    address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    if (!address.startsWith("http://") && !address.startsWith("https://")) {
      throw new IllegalArgumentException(
          "api: " + address + " (expected: http://HOST:PORT or https://HOST)");
    }
  }

  /** The address of a resource, its path beginning with a slash and already encoded. */
  public URI resource(String pathAndQuery) {
    return URI.create(address + pathAndQuery);
  }

  /** The address only: the key is a secret and stays out of logs. */
  @Override
  public String toString() {
    return address;
  }
}
