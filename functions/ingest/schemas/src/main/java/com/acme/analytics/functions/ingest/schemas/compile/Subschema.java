package com.acme.analytics.functions.ingest.schemas.compile;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A schema within a schema.
 *
 * @param pointer where it stands in the document
 * @param node an object or a boolean
 */
public record Subschema(Pointer pointer, JsonNode node) {
  /** To what a child applies of the value that its parent applies to. */
  enum Place {
    /** To the same value, beside its siblings. */
    HERE,
    /** To a part of the value to which no other child of this place applies. */
    PART,
    /** To a part of the value, beside others. */
    ANY_PART,
    /** To nothing, until something refers to it. */
    NOWHERE
  }

  /** A child and where it applies. */
  record Child(Place place, Subschema subschema) {}

  /** The schemas directly below, in the document's order; references are not followed. */
  List<Child> children() {
    List<Child> children = new ArrayList<>();
    if (node.isObject()) {
      node.properties().forEach(member -> add(member.getKey(), member.getValue(), children));
    }
    return children;
  }

  private void add(String keyword, JsonNode value, List<Child> into) {
    switch (keyword) {
      case "allOf", "anyOf", "oneOf" -> addElements(keyword, value, Place.HERE, into);
      case "not", "if", "then", "else" -> addOne(keyword, value, Place.HERE, into);
      case "dependentSchemas", "dependencies" -> addMembers(keyword, value, Place.HERE, into);
      case "properties" -> addMembers(keyword, value, Place.PART, into);
      case "prefixItems" -> addElements(keyword, value, Place.PART, into);
      case "items" -> {
        if (value.isArray()) {
          addElements(keyword, value, Place.PART, into);
        } else {
          addOne(keyword, value, Place.PART, into);
        }
      }
      case "additionalProperties", "additionalItems" -> addOne(keyword, value, Place.PART, into);
      case "patternProperties" -> addMembers(keyword, value, Place.ANY_PART, into);
      case "propertyNames", "contains", "unevaluatedItems", "unevaluatedProperties" ->
          addOne(keyword, value, Place.ANY_PART, into);
      case "$defs", "definitions" -> addMembers(keyword, value, Place.NOWHERE, into);
      default -> {
        // No subschemas.
      }
    }
  }

  private void addOne(String keyword, JsonNode value, Place place, List<Child> into) {
    addIfSchema(pointer.child(keyword), value, place, into);
  }

  private void addElements(String keyword, JsonNode values, Place place, List<Child> into) {
    int index = 0;
    for (JsonNode value : values) {
      addIfSchema(pointer.child(keyword).child(index++), value, place, into);
    }
  }

  private void addMembers(String keyword, JsonNode values, Place place, List<Child> into) {
    values
        .properties()
        .forEach(
            member ->
                addIfSchema(
                    pointer.child(keyword).child(member.getKey()), member.getValue(), place, into));
  }

  /** Members of {@code dependencies} may be lists of names instead. */
  private static void addIfSchema(Pointer pointer, JsonNode value, Place place, List<Child> into) {
    if (value.isObject() || value.isBoolean()) {
      into.add(new Child(place, new Subschema(pointer, value)));
    }
  }
}
