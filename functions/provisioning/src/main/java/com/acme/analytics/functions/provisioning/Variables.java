package com.acme.analytics.functions.provisioning;

import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A process's {@code ACME_} environment variables, each of which somebody must ask for. */
final class Variables {
  private static final String PREFIX = "ACME_";

  private final Map<String, String> environment;
  private final Set<String> known = new HashSet<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  String text(String name, String pattern) {
    known.add(name);
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing (expected: matching " + pattern + ")");
    }
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          name + ": \"" + value + "\" (expected: matching " + pattern + ")");
    }
    return value;
  }

  URI address(String name) {
    return URI.create(text(name, "https?://[A-Za-z0-9.-]+:[0-9]+"));
  }

  void refuseOthers() {
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        throw new IllegalArgumentException(
            name + ": unknown (expected: only " + new TreeSet<>(known) + ")");
      }
    }
  }
}
