package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Decides whether a customer's schema is taken: only what is valid, whole in itself, bounded in
 * work and known to the last keyword, because a misspelt one would check nothing without a word.
 */
public final class SchemaReview {
  private static final String REFERENCE = "#(/[A-Za-z0-9_.~$-]*)*";

  private final SchemaCompiler compiler;

  public SchemaReview(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Reads a schema whose values were parsed within {@link SchemaLimits#DEPTH}.
   *
   * @throws RefusedSchemaException with the first reason not to take it
   */
  public SchemaDocument review(JsonNode schema) throws RefusedSchemaException {
    checkSize(schema);
    checkValues(Pointer.ROOT, schema);
    SchemaDocument document = SchemaDocument.of(schema);
    checkKeywords(document);
    checkAgainstMetaSchema(document);
    int instructions = 0;
    for (Subschema subschema : document.all()) {
      instructions += checkExpressions(subschema);
      if (instructions > SchemaLimits.INSTRUCTIONS) {
        throw new RefusedSchemaException(
            subschema.pointer(),
            "more instructions of regular expressions (expected: at most %d in a schema)"
                .formatted(SchemaLimits.INSTRUCTIONS));
      }
      checkFormat(subschema);
      checkReference(document, subschema);
    }
    new WorkEstimate(document).check();
    compiler.compile(document);
    return document;
  }

  private static void checkSize(JsonNode schema) throws RefusedSchemaException {
    int bytes = schema.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SchemaLimits.TEXT_BYTES) {
      throw new RefusedSchemaException(
          Pointer.ROOT,
          "schema: %d bytes (expected: at most %d)".formatted(bytes, SchemaLimits.TEXT_BYTES));
    }
  }

  /** What can't be stored or compared is nowhere, not even in a default. */
  private static void checkValues(Pointer pointer, JsonNode value) throws RefusedSchemaException {
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      throw new RefusedSchemaException(pointer, "number: too large (expected: a double)");
    }
    if (value.isString()) {
      checkText(pointer, value.asString());
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      checkText(pointer, member.getKey());
      checkValues(pointer.child(member.getKey()), member.getValue());
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      checkValues(pointer.child(i), value.get(i));
    }
  }

  private static void checkText(Pointer pointer, String text) throws RefusedSchemaException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new RefusedSchemaException(
          pointer, "text: with half a surrogate pair (expected: Unicode)");
    }
  }

  private static void checkKeywords(SchemaDocument document) throws RefusedSchemaException {
    int keywords = 0;
    for (Subschema subschema : document.all()) {
      keywords += subschema.node().size();
      if (keywords > SchemaLimits.KEYWORDS) {
        throw new RefusedSchemaException(
            subschema.pointer(),
            "more keywords (expected: at most %d in a schema)".formatted(SchemaLimits.KEYWORDS));
      }
      for (String keyword : subschema.node().propertyNames()) {
        checkKeyword(document.dialect(), subschema, keyword);
      }
    }
  }

  private static void checkKeyword(SchemaDialect dialect, Subschema subschema, String keyword)
      throws RefusedSchemaException {
    Pointer pointer = subschema.pointer().child(keyword);
    if (!dialect.knows(keyword) && !SchemaDialect.isExtension(keyword)) {
      throw new RefusedSchemaException(
          pointer,
          "keyword %s: not taken (expected: one of %s that looks at nothing outside, or x-...)"
              .formatted(Shown.text(keyword), dialect.uri()));
    }
    boolean root = subschema.pointer().equals(Pointer.ROOT);
    if (keyword.equals("$schema") && !root) {
      throw new RefusedSchemaException(
          pointer, "$schema: within the schema (expected: at its top, if anywhere)");
    }
    if (dialect == SchemaDialect.DRAFT_07
        && subschema.node().has("$ref")
        && !keyword.equals("$ref")
        && !SchemaDialect.isAnnotation(keyword)
        && !SchemaDialect.isDefinitions(keyword)) {
      throw new RefusedSchemaException(
          pointer,
          "%s: beside $ref (expected: nothing there, as draft-07 ignores it)".formatted(keyword));
    }
  }

  private void checkAgainstMetaSchema(SchemaDocument document) throws RefusedSchemaException {
    Schema metaSchema =
        compiler
            .registry(document.dialect())
            .getSchema(SchemaLocation.of(document.dialect().uri()));
    ExecutionContext context = SchemaCompiler.newContext();
    List<Error> errors;
    try {
      metaSchema.validate(context, document.root().node());
      errors = context.getErrors();
    } catch (FailFastAssertionException e) {
      errors = e.getErrors();
    }
    if (!errors.isEmpty()) {
      Finding finding = Finding.of(errors.getFirst());
      throw new RefusedSchemaException(new Pointer(finding.pointer()), finding.detail());
    }
  }

  /** How many instructions they are. */
  private static int checkExpressions(Subschema subschema) throws RefusedSchemaException {
    int instructions = 0;
    JsonNode pattern = subschema.node().get("pattern");
    if (pattern != null) {
      instructions += checkExpression(subschema.pointer().child("pattern"), pattern.asString());
    }
    for (Map.Entry<String, JsonNode> member :
        subschema.node().path("patternProperties").properties()) {
      instructions +=
          checkExpression(
              subschema.pointer().child("patternProperties").child(member.getKey()),
              member.getKey());
    }
    return instructions;
  }

  private static int checkExpression(Pointer pointer, String expression)
      throws RefusedSchemaException {
    try {
      LinearPattern compiled = LinearPattern.compile(expression);
      if (compiled.size() > SchemaLimits.PATTERN_INSTRUCTIONS) {
        throw new RefusedSchemaException(
            pointer,
            "regular expression %s: %d instructions (expected: at most %d)"
                .formatted(
                    Shown.text(expression), compiled.size(), SchemaLimits.PATTERN_INSTRUCTIONS));
      }
      return compiled.size();
    } catch (IllegalArgumentException e) {
      throw new RefusedSchemaException(pointer, e.getMessage());
    }
  }

  private static void checkFormat(Subschema subschema) throws RefusedSchemaException {
    JsonNode format = subschema.node().get("format");
    if (format != null && !BoundedFormat.isKnown(format.asString())) {
      throw new RefusedSchemaException(
          subschema.pointer().child("format"),
          "format: %s (expected: one of %s)".formatted(Shown.value(format), BoundedFormat.names()));
    }
  }

  private static void checkReference(SchemaDocument document, Subschema subschema)
      throws RefusedSchemaException {
    JsonNode reference = subschema.node().get("$ref");
    if (reference == null) {
      return;
    }
    String text = reference.asString();
    if (!text.matches(REFERENCE)) {
      throw new RefusedSchemaException(
          subschema.pointer().child("$ref"),
          "$ref: %s (expected: # and a JSON pointer within the schema, of A-Z a-z 0-9 _ . ~ $ -)"
              .formatted(Shown.text(text)));
    }
    if (document.resolve(text).isEmpty()) {
      throw new RefusedSchemaException(
          subschema.pointer().child("$ref"),
          "$ref: %s (expected: the place of a subschema)".formatted(Shown.text(text)));
    }
  }
}
