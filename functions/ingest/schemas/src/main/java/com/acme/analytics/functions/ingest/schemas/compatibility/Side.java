package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Pointer;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDialect;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import com.acme.analytics.functions.ingest.schemas.compile.Subschema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * A subschema of one of the two versions, with what it may refer to.
 *
 * @param document the version it is of
 * @param schema the subschema; a boolean that stands nowhere has the pointer of what implies it
 */
record Side(SchemaDocument document, Subschema schema) {
  static Side root(SchemaDocument document) {
    return new Side(document, document.root()).resolved();
  }

  JsonNode node() {
    return schema.node();
  }

  Pointer pointer() {
    return schema.pointer();
  }

  boolean has(String keyword) {
    return schema.node().has(keyword);
  }

  /** The keyword's value; a missing node where it is not there. */
  JsonNode get(String keyword) {
    return schema.node().path(keyword);
  }

  /** Whether it refuses everything. */
  boolean refusesAll() {
    return (node().isBoolean() && !node().booleanValue()) || types().isEmpty();
  }

  /** Whether nothing in it could refuse a value. */
  boolean acceptsAll() {
    return node().isBoolean()
        ? node().booleanValue()
        : node().propertyNames().stream()
            .allMatch(
                keyword ->
                    SchemaDialect.isAnnotation(keyword) || SchemaDialect.isDefinitions(keyword));
  }

  /** The kinds of values that it may accept. */
  Set<ValueType> types() {
    Set<ValueType> types =
        has("type") ? ValueType.named(get("type")) : EnumSet.allOf(ValueType.class);
    Optional<List<JsonNode>> values = values();
    if (values.isPresent()) {
      types.retainAll(values.get().stream().map(ValueType::of).toList());
    }
    return types;
  }

  /** The only values that it may accept; empty where it names none. */
  Optional<List<JsonNode>> values() {
    if (has("const")) {
      return Optional.of(List.of(get("const")));
    }
    if (has("enum")) {
      List<JsonNode> values = new ArrayList<>();
      get("enum").forEach(values::add);
      return Optional.of(values);
    }
    return Optional.empty();
  }

  /** The keyword's subschema; what accepts everything where it is not there. */
  Side child(String keyword) {
    return has(keyword) ? at(pointer().child(keyword), get(keyword)) : implied(true, keyword);
  }

  /** A subschema of a keyword that holds several by name. */
  Side child(String keyword, String name) {
    return at(pointer().child(keyword).child(name), get(keyword).get(name));
  }

  /** The subschemas of a keyword that holds a list of them; none where it is not there. */
  List<Side> elements(String keyword) {
    List<Side> elements = new ArrayList<>();
    int index = 0;
    for (JsonNode element : get(keyword)) {
      elements.add(at(pointer().child(keyword).child(index++), element));
    }
    return elements;
  }

  /** A boolean schema that follows from a keyword's absence. */
  Side implied(boolean accepts, String keyword) {
    return new Side(
        document, new Subschema(pointer().child(keyword), BooleanNode.valueOf(accepts)));
  }

  /** What all have to accept a value besides the other keywords: references and {@code allOf}. */
  List<Side> conjuncts() {
    List<Side> conjuncts = elements("allOf");
    if (has("$ref")) {
      conjuncts.add(target());
    }
    return conjuncts;
  }

  private Side at(Pointer pointer, JsonNode node) {
    return new Side(document, new Subschema(pointer, node)).resolved();
  }

  /** What it refers to, where it says nothing else. */
  private Side resolved() {
    boolean onlyReference =
        has("$ref")
            && node().propertyNames().stream()
                .allMatch(
                    keyword ->
                        keyword.equals("$ref")
                            || SchemaDialect.isAnnotation(keyword)
                            || SchemaDialect.isDefinitions(keyword));
    return onlyReference ? target() : this;
  }

  private Side target() {
    Subschema target = document.resolve(get("$ref").asString()).orElseThrow();
    return new Side(document, target).resolved();
  }
}
