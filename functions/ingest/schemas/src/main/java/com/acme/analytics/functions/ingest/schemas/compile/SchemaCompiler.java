package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes schemas ready to judge events. Nothing is ever loaded from elsewhere, every regular
 * expression is matched in linear time, and {@code format} is checked. Safe for many threads.
 */
public final class SchemaCompiler {
  private static final ExecutionConfig EXECUTION =
      ExecutionConfig.builder()
          .locale(Locale.ROOT)
          .formatAssertionsEnabled(true)
          .failFast(true)
          .build();

  private final Map<SchemaDialect, SchemaRegistry> registries = new EnumMap<>(SchemaDialect.class);

  public SchemaCompiler() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(true)
            .failFast(true)
            .regularExpressionFactory(LinearPattern::compile)
            .build();
    for (SchemaDialect dialect : SchemaDialect.values()) {
      registries.put(
          dialect,
          SchemaRegistry.withDialects(
              List.of(bounded(dialect)), builder -> builder.schemaRegistryConfig(config)));
    }
  }

  /**
   * Compiles a schema that was reviewed.
   *
   * @throws RefusedSchemaException when the library finds what the review did not
   */
  public CompiledSchema compile(SchemaDocument document) throws RefusedSchemaException {
    JsonNode root = document.root().node();
    if (root.has("$schema")) {
      // The registry says which dialect it is.
      ObjectNode copy = (ObjectNode) root.deepCopy();
      copy.remove("$schema");
      root = copy;
    }
    try {
      Schema schema = registry(document.dialect()).getSchema(root);
      schema.initializeValidators();
      return new CompiledSchema(schema, MemoryEstimate.of(document));
    } catch (SchemaException | IllegalArgumentException e) {
      throw new RefusedSchemaException(Pointer.ROOT, "schema: " + e.getMessage());
    }
  }

  SchemaRegistry registry(SchemaDialect dialect) {
    return registries.get(dialect);
  }

  static ExecutionContext newContext() {
    return new ExecutionContext(EXECUTION);
  }

  private static Dialect bounded(SchemaDialect dialect) {
    return Dialect.builder(dialect.library())
        .formats(formats -> formats.clear())
        .formats(BoundedFormat.all())
        .build();
  }
}
