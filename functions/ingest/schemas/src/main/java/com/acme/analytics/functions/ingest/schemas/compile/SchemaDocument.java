package com.acme.analytics.functions.ingest.schemas.compile;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A schema with all its subschemas, by their JSON pointers.
 *
 * @param dialect what the keywords mean
 * @param root the schema as a whole
 * @param subschemas the root included, each before its own
 */
public record SchemaDocument(
    SchemaDialect dialect, Subschema root, Map<String, Subschema> subschemas) {
  /** Begins each reference within a document. */
  private static final String HERE = "#";

  public SchemaDocument {
    subschemas = Collections.unmodifiableMap(new LinkedHashMap<>(subschemas));
  }

  /**
   * Finds the dialect and the subschemas.
   *
   * @throws RefusedSchemaException when it is no object or of another dialect
   */
  public static SchemaDocument of(JsonNode schema) throws RefusedSchemaException {
    if (!schema.isObject()) {
      throw new RefusedSchemaException(
          Pointer.ROOT, "schema: " + Shown.value(schema) + " (expected: an object)");
    }
    SchemaDialect dialect = dialectOf(schema);
    Subschema root = new Subschema(Pointer.ROOT, schema);
    Map<String, Subschema> found = new LinkedHashMap<>();
    collect(root, found);
    return new SchemaDocument(dialect, root, found);
  }

  /** The subschema that a value of {@code $ref} names; empty when there is none. */
  public Optional<Subschema> resolve(String reference) {
    return reference.startsWith(HERE)
        ? Optional.ofNullable(subschemas.get(reference.substring(HERE.length())))
        : Optional.empty();
  }

  /** All subschemas, each before its own. */
  public Collection<Subschema> all() {
    return subschemas.values();
  }

  private static SchemaDialect dialectOf(JsonNode schema) throws RefusedSchemaException {
    JsonNode uri = schema.get("$schema");
    if (uri == null) {
      return SchemaDialect.DRAFT_2020_12;
    }
    return Optional.of(uri)
        .filter(JsonNode::isString)
        .flatMap(text -> SchemaDialect.of(text.asString()))
        .orElseThrow(
            () ->
                new RefusedSchemaException(
                    Pointer.ROOT.child("$schema"),
                    "$schema: %s (expected: %s or %s)"
                        .formatted(
                            Shown.value(uri),
                            SchemaDialect.DRAFT_2020_12.uri(),
                            SchemaDialect.DRAFT_07.uri())));
  }

  private static void collect(Subschema subschema, Map<String, Subschema> into) {
    into.put(subschema.pointer().value(), subschema);
    subschema.children().forEach(child -> collect(child.subschema(), into));
  }
}
