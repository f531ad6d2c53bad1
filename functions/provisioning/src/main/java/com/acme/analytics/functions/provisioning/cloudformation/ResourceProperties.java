package com.acme.analytics.functions.provisioning.cloudformation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A resource's properties in a template. CloudFormation hands numbers over as strings. */
public final class ResourceProperties {
  private final JsonNode properties;

  /**
   * Takes a JSON object; anything else has no property.
   *
   * @param properties as in the request
   */
  public ResourceProperties(JsonNode properties) {
    this.properties = properties;
  }

  /**
   * The text of a property.
   *
   * @throws IllegalArgumentException when it is missing or empty
   */
  public String text(String name) {
    String text = properties.path(name).asString("");
    if (text.isBlank()) {
      throw invalid(name, "a value");
    }
    return text;
  }

  /**
   * A whole number from 1 upwards.
   *
   * @throws IllegalArgumentException when it is missing or anything else
   */
  public int positive(String name) {
    return optionalPositive(name).orElseThrow(() -> invalid(name, "a whole number > 0"));
  }

  /**
   * A whole number from 1 upwards, or empty where there is no such property.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public Optional<Integer> optionalPositive(String name) {
    if (properties.path(name).isMissingNode()) {
      return Optional.empty();
    }
    String text = properties.path(name).asString("");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw invalid(name, "a whole number > 0");
    }
    return Optional.of(Integer.valueOf(text));
  }

  /** The entries of a property that is an object, by key; empty where there is no such property. */
  public Map<String, String> entries(String name) {
    Map<String, String> entries = new TreeMap<>();
    properties
        .path(name)
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString()));
    return entries;
  }

  private IllegalArgumentException invalid(String name, String expected) {
    JsonNode value = properties.path(name);
    return new IllegalArgumentException(
        name
            + ": "
            + (value.isMissingNode() ? "missing" : value)
            + " (expected: "
            + expected
            + ")");
  }
}
