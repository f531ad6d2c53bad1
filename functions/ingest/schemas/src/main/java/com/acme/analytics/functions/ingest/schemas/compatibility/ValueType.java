package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The kinds of JSON values, no two of which overlap. */
enum ValueType {
  NULL,
  BOOLEAN,
  /** A number without a fraction: 1.0 is one. */
  INTEGER,
  FRACTION,
  STRING,
  ARRAY,
  OBJECT;

  static final Set<ValueType> NUMBERS = Set.of(INTEGER, FRACTION);

  /** What a value of {@code type} allows. */
  static Set<ValueType> named(JsonNode type) {
    EnumSet<ValueType> types = EnumSet.noneOf(ValueType.class);
    if (type.isArray()) {
      type.forEach(each -> types.addAll(named(each.asString())));
    } else {
      types.addAll(named(type.asString()));
    }
    return types;
  }

  static ValueType of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> NULL;
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> value.decimalValue().stripTrailingZeros().scale() <= 0 ? INTEGER : FRACTION;
      case STRING -> STRING;
      case ARRAY -> ARRAY;
      case OBJECT -> OBJECT;
      default -> throw new IllegalArgumentException("value: " + value + " (expected: JSON)");
    };
  }

  private static Set<ValueType> named(String name) {
    return switch (name) {
      case "null" -> Set.of(NULL);
      case "boolean" -> Set.of(BOOLEAN);
      case "integer" -> Set.of(INTEGER);
      case "number" -> NUMBERS;
      case "string" -> Set.of(STRING);
      case "array" -> Set.of(ARRAY);
      case "object" -> Set.of(OBJECT);
      default ->
          throw new IllegalArgumentException("type: " + name + " (expected: one of JSON Schema)");
    };
  }
}
