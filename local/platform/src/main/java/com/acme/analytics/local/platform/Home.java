package com.acme.analytics.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything the platform keeps on this machine: {@code data}, {@code logs}
 * and {@code run}. It contains secrets, so only its owner may enter it.
 *
 * @param path {@code ACME_HOME}, by default {@code .acme} in the checkout
 */
record Home(Path path) {

  /** Creates the folders that are not there yet. */
  Home {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(path.resolve("data"));
      Files.createDirectories(path.resolve("logs"));
      Files.createDirectories(path.resolve("run"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't prepare " + path, e);
    }
  }

  static Home fromEnvironment() {
    String configured = System.getenv("ACME_HOME");
    Path home = configured == null ? Checkout.root().resolve(".acme") : Path.of(configured);
    return new Home(home.toAbsolutePath().normalize());
  }

  Path data(String name) {
    return path.resolve("data").resolve(name);
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path run(String name) {
    return path.resolve("run").resolve(name);
  }
}
