package com.acme.analytics.flink.config;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One group of properties, read strictly: each named property is there, and no other. */
final class PropertyGroup {
  private final String name;
  private final Properties properties;

  /**
   * Refuses a group that is missing or has a property beyond the expected ones.
   *
   * @param properties null when the group is missing
   * @param expected every property of the group
   */
  PropertyGroup(String name, Properties properties, Set<String> expected) {
    if (properties == null) {
      throw new ConfigurationException("property group " + name + ": missing");
    }
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(expected);
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          "property group %s: unknown %s (expected: %s)"
              .formatted(name, unknown, new TreeSet<>(expected)));
    }
    this.name = name;
    this.properties = properties;
  }

  String text(String property) {
    String value = properties.getProperty(property, "");
    if (value.isBlank()) {
      throw new ConfigurationException("property " + name + " " + property + ": missing");
    }
    return value;
  }

  /**
   * The property as {@code parse} understands it.
   *
   * @param form what is expected, for the message
   * @param parse throws a RuntimeException for what is not of that form
   */
  <T> T value(String property, String form, Function<String, T> parse) {
    String text = text(property);
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "property %s %s: \"%s\" (expected: %s)".formatted(name, property, text, form), e);
    }
  }
}
