package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A schema that is ready to judge. Safe for many threads. */
public final class CompiledSchema {
  private final Schema schema;
  private final int bytes;

  /**
   * @param bytes that it takes in memory, roughly
   */
  CompiledSchema(Schema schema, int bytes) {
    this.schema = schema;
    this.bytes = bytes;
  }

  /** How many bytes it takes in memory, roughly. */
  public int bytes() {
    return bytes;
  }

  /** The first violation; empty when the value is as the schema wants it. */
  public Optional<Finding> check(JsonNode value) {
    ExecutionContext context = SchemaCompiler.newContext();
    try {
      schema.validate(context, value);
    } catch (FailFastAssertionException e) {
      return Optional.of(Finding.of(e.getError()));
    }
    // Some keywords collect what they find instead of stopping at it.
    return context.getErrors().isEmpty()
        ? Optional.empty()
        : Optional.of(Finding.of(context.getErrors().getFirst()));
  }
}
