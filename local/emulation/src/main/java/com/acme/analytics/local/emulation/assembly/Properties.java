package com.acme.analytics.local.emulation.assembly;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The typed properties of one resource. */
record Properties(Expressions expressions, Resource resource, JsonNode json) {

  static Properties of(Expressions expressions, Resource resource) {
    return new Properties(expressions, resource, resource.properties());
  }

  String name() {
    return expressions.name(resource);
  }

  /** The properties under one; empty where there is none. */
  Properties in(String property) {
    return new Properties(expressions, resource, json.path(property));
  }

  List<Properties> list(String property) {
    return json.path(property)
        .valueStream()
        .map(element -> new Properties(expressions, resource, element))
        .toList();
  }

  boolean has(String property) {
    return json.has(property);
  }

  String text(String property) {
    return optionalText(property).orElseThrow(() -> missing(property));
  }

  Optional<String> optionalText(String property) {
    return json.optional(property)
        .map(value -> expressions.resolve(resource, value))
        .filter(value -> !value.isMissingNode())
        .map(value -> expressions.text(resource, value));
  }

  List<String> texts(String property) {
    return json.path(property)
        .valueStream()
        .map(element -> expressions.text(resource, element))
        .toList();
  }

  /** All of them, as texts. */
  Map<String, String> textMap() {
    Map<String, String> map = new LinkedHashMap<>();
    json.propertyStream()
        .forEach(entry -> map.put(entry.getKey(), expressions.text(resource, entry.getValue())));
    return map;
  }

  int number(String property) {
    return optionalNumber(property).orElseThrow(() -> missing(property));
  }

  Optional<Integer> optionalNumber(String property) {
    return optionalText(property)
        .map(
            text -> {
              try {
                return Integer.valueOf(text);
              } catch (NumberFormatException e) {
                throw new AssemblyException(
                    "%s: %s: %s (expected: a whole number)".formatted(resource, property, text), e);
              }
            });
  }

  boolean flag(String property) {
    return optionalText(property).map("true"::equals).orElse(false);
  }

  /** The file or directory that was uploaded under the key in a property. */
  Path asset(String keyProperty) {
    return asset(resource, text(keyProperty));
  }

  static Path asset(Resource resource, String key) {
    Path asset = resource.stack().assets().get(key);
    if (asset == null) {
      throw new AssemblyException(
          "%s: asset %s (expected: one of the assembly's assets)".formatted(resource, key));
    }
    return asset;
  }

  private AssemblyException missing(String property) {
    return new AssemblyException(
        "%s: %s: absent (expected: a value)".formatted(resource, property));
  }
}
