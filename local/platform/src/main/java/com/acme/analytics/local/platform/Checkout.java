package com.acme.analytics.local.platform;

import java.nio.file.Path;

/** Where the checkout is that this program was built from; the entry script says so. */
final class Checkout {
  private Checkout() {}

  static Path root() {
    String root = System.getProperty("acme.root");
    if (root == null) {
      throw new IllegalStateException("system property acme.root is not set; start through ./acme");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }
}
