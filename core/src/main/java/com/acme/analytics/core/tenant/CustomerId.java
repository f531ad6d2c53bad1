package com.acme.analytics.core.tenant;

import java.util.regex.Pattern;

/**
 * The tenant that owns data. It comes from the credential of a request and from nowhere else.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 -}, beginning with a letter or digit
 */
public record CustomerId(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public CustomerId {
    if (value == null || !VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "customer id: \"" + value + "\" (expected: 1 to 64 of a-z, 0-9 and -)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
