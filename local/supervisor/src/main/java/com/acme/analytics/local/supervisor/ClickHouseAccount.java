package com.acme.analytics.local.supervisor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A user of the local ClickHouse.
 *
 * @param name lower-case letters, digits and underscores
 * @param password in clear; ClickHouse is only given its SHA-256
 * @param role what it may do
 */
public record ClickHouseAccount(String name, String password, Role role) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  public ClickHouseAccount {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "ClickHouse user: \"%s\" (expected: %s)".formatted(name, NAME));
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException("password of %s: empty (expected: one)".formatted(name));
    }
  }

  /** What an account may do, all of it in the one database. */
  public enum Role {
    /** Makes and changes the database and its tables. */
    ADMIN,
    /** Adds rows. */
    INGEST,
    /** Reads rows. */
    QUERY
  }

  String passwordSha256() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ClickHouseAccount[name=%s, role=%s]".formatted(name, role);
  }
}
