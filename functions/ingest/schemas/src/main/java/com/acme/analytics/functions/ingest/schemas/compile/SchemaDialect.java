package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.Optional;
import java.util.Set;

/** The dialects of JSON Schema that are taken, with the keywords of each. */
public enum SchemaDialect {
  /** What a schema without {@code $schema} is. */
  DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema"),
  /** Still what most generators write. */
  DRAFT_07("http://json-schema.org/draft-07/schema#");

  private static final Set<String> ONLY_2020_12 =
      Set.of(
          "$defs",
          "dependentRequired",
          "dependentSchemas",
          "deprecated",
          "maxContains",
          "minContains",
          "prefixItems",
          "unevaluatedItems",
          "unevaluatedProperties");

  private static final Set<String> ONLY_07 = Set.of("additionalItems", "dependencies");

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$comment",
          "$schema",
          "default",
          "deprecated",
          "description",
          "examples",
          "readOnly",
          "title",
          "writeOnly");

  private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

  private static final Set<String> COMMON =
      Set.of(
          "$comment",
          "$ref",
          "$schema",
          "additionalProperties",
          "allOf",
          "anyOf",
          "const",
          "contains",
          "default",
          "definitions",
          "description",
          "else",
          "enum",
          "examples",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "format",
          "if",
          "items",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "not",
          "oneOf",
          "pattern",
          "patternProperties",
          "properties",
          "propertyNames",
          "readOnly",
          "required",
          "then",
          "title",
          "type",
          "uniqueItems",
          "writeOnly");

  private final String uri;

  SchemaDialect(String uri) {
    this.uri = uri;
  }

  /** The dialect that a value of {@code $schema} names; empty when it is not taken. */
  public static Optional<SchemaDialect> of(String uri) {
    return switch (uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri) {
      case "https://json-schema.org/draft/2020-12/schema" -> Optional.of(DRAFT_2020_12);
      case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema" ->
          Optional.of(DRAFT_07);
      default -> Optional.empty();
    };
  }

  /** The URI of the dialect's meta-schema. */
  public String uri() {
    return uri;
  }

  /** Whether the keyword means something in the dialect; {@code x-...} never does. */
  public boolean knows(String keyword) {
    return COMMON.contains(keyword)
        || (this == DRAFT_07 ? ONLY_07 : ONLY_2020_12).contains(keyword);
  }

  /** Whether the keyword never refuses a value. */
  public static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword) || isExtension(keyword);
  }

  /** Whether the keyword holds subschemas that apply only where they are referred to. */
  public static boolean isDefinitions(String keyword) {
    return DEFINITIONS.contains(keyword);
  }

  /** Whether the keyword is a customer's own. */
  public static boolean isExtension(String keyword) {
    return keyword.startsWith("x-");
  }

  Dialect library() {
    return switch (this) {
      case DRAFT_2020_12 -> Dialects.getDraft202012();
      case DRAFT_07 -> Dialects.getDraft7();
    };
  }
}
