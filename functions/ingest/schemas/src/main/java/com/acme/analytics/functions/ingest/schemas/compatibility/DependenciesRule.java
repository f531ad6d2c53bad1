package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the presence of a property asks for: other properties ({@code dependentRequired}) or a
 * schema ({@code dependentSchemas}); draft-07 says {@code dependencies} for both.
 */
final class DependenciesRule implements Rule {
  private static final List<String> LISTS = List.of("dependentRequired", "dependencies");
  private static final List<String> SCHEMAS = List.of("dependentSchemas", "dependencies");

  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!previous.types().contains(ValueType.OBJECT)) {
      return;
    }
    for (String keyword : LISTS) {
      for (String name : next.get(keyword).propertyNames()) {
        if (next.get(keyword).get(name).isArray()) {
          compareNames(keyword, name, previous, next, findings);
        }
      }
    }
    for (String keyword : SCHEMAS) {
      for (String name : next.get(keyword).propertyNames()) {
        if (!next.get(keyword).get(name).isArray()) {
          findings.descend(schema(previous, name), next.child(keyword, name));
        }
      }
    }
  }

  private static void compareNames(
      String keyword, String name, Side previous, Side next, Findings findings) {
    Set<String> asked = RequiredRule.names(next.get(keyword).get(name));
    asked.removeAll(RequiredRule.names(previous.get("required")));
    for (String before : LISTS) {
      JsonNode list = previous.get(before).path(name);
      asked.removeAll(list.isArray() ? RequiredRule.names(list) : new HashSet<>());
    }
    if (!asked.isEmpty()) {
      findings.add(
          next.pointer().child(keyword).child(name),
          "property %s required beside %s"
              .formatted(Shown.text(asked.iterator().next()), Shown.text(name)),
          "optional, as before");
    }
  }

  private static Side schema(Side side, String name) {
    for (String keyword : SCHEMAS) {
      JsonNode schema = side.get(keyword).path(name);
      if (schema.isObject() || schema.isBoolean()) {
        return side.child(keyword, name);
      }
    }
    return side.implied(true, "dependentSchemas");
  }
}
