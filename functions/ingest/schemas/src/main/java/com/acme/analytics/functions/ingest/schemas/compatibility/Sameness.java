package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.SchemaDialect;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tells whether two subschemas say the same, apart from annotations and from where their
 * definitions stand. What it takes too long to tell is not the same.
 */
final class Sameness {
  private static final int STEPS = 100_000;

  private int steps;

  boolean same(Side one, Side other) {
    if (steps++ > STEPS || one.document().dialect() != other.document().dialect()) {
      return false;
    }
    if (one.node().isBoolean() || other.node().isBoolean()) {
      return one.node().equals(other.node());
    }
    Set<String> keywords = keywords(one);
    return keywords.equals(keywords(other))
        && keywords.stream().allMatch(keyword -> same(keyword, one, other));
  }

  private boolean same(String keyword, Side one, Side other) {
    return switch (keyword) {
      case "$ref" -> allSame(one.conjuncts(), other.conjuncts());
      case "allOf", "anyOf", "oneOf", "prefixItems" ->
          allSame(one.elements(keyword), other.elements(keyword));
      case "properties", "patternProperties", "dependentSchemas" ->
          sameMembers(keyword, one, other);
      case "additionalItems",
          "additionalProperties",
          "contains",
          "else",
          "if",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties" ->
          same(one.child(keyword), other.child(keyword));
      case "items" -> sameItems(one, other);
      case "dependencies" -> sameDependencies(one, other);
      default -> one.get(keyword).equals(other.get(keyword));
    };
  }

  private boolean sameItems(Side one, Side other) {
    if (one.get("items").isArray() || other.get("items").isArray()) {
      return one.get("items").isArray()
          && other.get("items").isArray()
          && allSame(one.elements("items"), other.elements("items"));
    }
    return same(one.child("items"), other.child("items"));
  }

  private boolean sameDependencies(Side one, Side other) {
    boolean names = hasLists(one.get("dependencies")) || hasLists(other.get("dependencies"));
    return names
        // Schemas among them are compared as text: what they refer to may differ.
        ? one.get("dependencies").equals(other.get("dependencies"))
            && !one.get("dependencies").toString().contains("$ref")
        : sameMembers("dependencies", one, other);
  }

  private static boolean hasLists(JsonNode dependencies) {
    for (JsonNode member : dependencies) {
      if (member.isArray()) {
        return true;
      }
    }
    return false;
  }

  private boolean sameMembers(String keyword, Side one, Side other) {
    Set<String> names = Set.copyOf(one.get(keyword).propertyNames());
    return names.equals(Set.copyOf(other.get(keyword).propertyNames()))
        && names.stream()
            .allMatch(name -> same(one.child(keyword, name), other.child(keyword, name)));
  }

  private boolean allSame(List<Side> some, List<Side> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!same(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> keywords(Side side) {
    return side.node().propertyNames().stream()
        .filter(keyword -> !SchemaDialect.isAnnotation(keyword))
        .filter(keyword -> !SchemaDialect.isDefinitions(keyword))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
