package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes schemas of draft 2020-12, and changes them here and there. */
final class RandomSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TYPES =
      List.of("null", "boolean", "integer", "number", "string", "array", "object");
  private static final List<String> KEYWORDS =
      List.of(
          "type",
          "type",
          "enum",
          "const",
          "minimum",
          "exclusiveMinimum",
          "maximum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "minItems",
          "maxItems",
          "uniqueItems",
          "items",
          "prefixItems",
          "contains",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties",
          "required",
          "dependentRequired",
          "dependentSchemas",
          "properties",
          "properties",
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "then",
          "$ref",
          "unevaluatedProperties",
          "unevaluatedItems");

  private final Random random;
  private final RandomJson values;

  RandomSchema(Random random) {
    this.random = random;
    this.values = new RandomJson(random);
  }

  /** A whole schema; its definitions refer to nothing. */
  ObjectNode document() {
    ObjectNode schema = object(3, 1 + random.nextInt(4), true);
    ObjectNode definitions = schema.putObject("$defs");
    definitions.set("x", object(1, 2, false));
    definitions.set("y", object(1, 2, false));
    return schema;
  }

  /** A copy with some changes, each likelier to accept more than to accept less. */
  ObjectNode changed(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      List<ObjectNode> places = new ArrayList<>();
      collect(copy, places);
      change(places.get(random.nextInt(places.size())));
    }
    return copy;
  }

  private void change(ObjectNode place) {
    List<String> keywords = new ArrayList<>(place.propertyNames());
    keywords.remove("$defs");
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        if (!keywords.isEmpty()) {
          place.remove(keywords.get(random.nextInt(keywords.size())));
        }
      }
      case 2 -> put(place, KEYWORDS.get(random.nextInt(KEYWORDS.size())), 1, false);
      case 3 -> {
        if (!keywords.isEmpty()) {
          put(place, keywords.get(random.nextInt(keywords.size())), 1, false);
        }
      }
      case 4 -> place.set("anyOf", JSON.arrayNode().add(without(place)).add(schema(1, false)));
      default -> place.set("allOf", JSON.arrayNode().add(without(place)));
    }
  }

  private static ObjectNode without(ObjectNode place) {
    ObjectNode copy = place.deepCopy();
    copy.remove("$defs");
    return copy;
  }

  private static void collect(ObjectNode node, List<ObjectNode> into) {
    into.add(node);
    for (String keyword : List.of("items", "additionalProperties", "contains", "not", "if")) {
      if (node.get(keyword) instanceof ObjectNode child) {
        collect(child, into);
      }
    }
    for (String keyword : List.of("properties", "patternProperties", "$defs")) {
      node.path(keyword).forEach(child -> collectIfObject(child, into));
    }
    for (String keyword : List.of("allOf", "anyOf", "prefixItems")) {
      node.path(keyword).forEach(child -> collectIfObject(child, into));
    }
  }

  private static void collectIfObject(JsonNode child, List<ObjectNode> into) {
    if (child instanceof ObjectNode object) {
      collect(object, into);
    }
  }

  private JsonNode schema(int depth, boolean references) {
    return random.nextInt(8) == 0
        ? JSON.booleanNode(random.nextBoolean())
        : object(depth, random.nextInt(3), references);
  }

  private ObjectNode object(int depth, int keywords, boolean references) {
    ObjectNode schema = JSON.objectNode();
    for (int i = 0; i < keywords; i++) {
      put(schema, KEYWORDS.get(random.nextInt(KEYWORDS.size())), depth, references);
    }
    return schema;
  }

  private void put(ObjectNode into, String keyword, int depth, boolean references) {
    switch (keyword) {
      case "type" -> into.set(keyword, type());
      case "enum" -> into.set(keyword, some(() -> values.value(1)));
      case "const" -> into.set(keyword, values.value(1));
      case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum" ->
          into.put(keyword, random.nextInt(4) - 1);
      case "multipleOf" -> into.set(keyword, JSON.numberNode(random.nextBoolean() ? 0.5 : 2));
      case "pattern" -> into.put(keyword, random.nextBoolean() ? "^a" : "b$");
      case "format" -> into.put(keyword, random.nextBoolean() ? "date" : "email");
      case "uniqueItems" -> into.put(keyword, random.nextBoolean());
      case "required" -> into.set(keyword, names());
      case "dependentRequired" -> into.putObject(keyword).set(name(), names());
      case "$ref" -> {
        if (references) {
          into.put(keyword, random.nextBoolean() ? "#/$defs/x" : "#/$defs/y");
        }
      }
      case "properties", "dependentSchemas" -> {
        ObjectNode members = into.putObject(keyword);
        for (int i = random.nextInt(3); i >= 0; i--) {
          members.set(name(), schema(depth - 1, references));
        }
      }
      case "patternProperties" ->
          into.putObject(keyword)
              .set(random.nextBoolean() ? "^a" : "b$", schema(depth - 1, references));
      case "prefixItems", "allOf", "anyOf", "oneOf" -> {
        if (depth > 0) {
          into.set(keyword, some(() -> schema(depth - 1, references)));
        }
      }
      case "items",
          "contains",
          "additionalProperties",
          "propertyNames",
          "not",
          "if",
          "then",
          "unevaluatedProperties",
          "unevaluatedItems" ->
          into.set(keyword, schema(depth - 1, references));
      default -> into.put(keyword, random.nextInt(3));
    }
  }

  private JsonNode type() {
    String first = TYPES.get(random.nextInt(TYPES.size()));
    String second = TYPES.get(random.nextInt(TYPES.size()));
    return random.nextBoolean() || first.equals(second)
        ? JSON.stringNode(random.nextInt(3) == 0 ? first : "object")
        : JSON.arrayNode().add(first).add(second);
  }

  private ArrayNode some(Supplier<JsonNode> element) {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      array.add(element.get());
    }
    return array;
  }

  private ArrayNode names() {
    ArrayNode names = JSON.arrayNode();
    RandomJson.NAMES.stream().filter(name -> random.nextInt(3) == 0).forEach(names::add);
    return names;
  }

  private String name() {
    return RandomJson.NAMES.get(random.nextInt(RandomJson.NAMES.size()));
  }
}
