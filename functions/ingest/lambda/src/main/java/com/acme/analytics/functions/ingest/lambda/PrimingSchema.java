package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.SchemaRules;
import com.acme.analytics.functions.ingest.schemas.Verdict;
import com.acme.analytics.functions.ingest.schemas.compile.CompiledSchema;
import com.acme.analytics.functions.ingest.schemas.compile.RefusedSchemaException;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaCompiler;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import tools.jackson.databind.json.JsonMapper;

/** One schema for every event, so that the validator is loaded and warm in a snapshot. */
final class PrimingSchema implements SchemaRules {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["path"], "properties": {
        "path": {"type": "string", "minLength": 1, "pattern": "^/[a-z0-9/]*$"},
        "bytes": {"type": "integer", "minimum": 0},
        "ratio": {"type": "number", "minimum": 0, "maximum": 1},
        "kind": {"enum": ["page", "screen"]},
        "seen": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "items": {"type": ["string", "boolean", "null"]}}}}
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final CompiledSchema schema;

  PrimingSchema() {
    try {
      schema = new SchemaCompiler().compile(SchemaDocument.of(json.readTree(SCHEMA)));
    } catch (RefusedSchemaException e) {
      throw new IllegalStateException("the schema of priming is refused", e);
    }
  }

  @Override
  public Verdict check(CustomerId customer, String event, String properties) {
    // One of the events has none, so both answers are walked; neither refuses an event here.
    return schema.check(json.readTree(properties)).isEmpty()
        ? new Verdict.Valid(1)
        : new Verdict.NoSchema();
  }
}
