package com.acme.analytics.functions.ingest.schemas.compile;

import tools.jackson.databind.JsonNode;

/**
 * Estimates what a compiled schema takes in memory. Measured on schemas of many properties, many
 * empty subschemas and many expressions: what the heap holds after a collection, or up to half
 * more.
 */
final class MemoryEstimate {
  private static final int SUBSCHEMA_BYTES = 300;
  private static final int KEYWORD_BYTES = 400;
  private static final int INSTRUCTION_BYTES = 60;

  private MemoryEstimate() {}

  static int of(SchemaDocument document) {
    long bytes = 0;
    for (Subschema subschema : document.all()) {
      JsonNode node = subschema.node();
      bytes += SUBSCHEMA_BYTES + (long) KEYWORD_BYTES * node.size();
      bytes += INSTRUCTION_BYTES * PatternSize.estimate(node.path("pattern").asString(""));
      for (String expression : node.path("patternProperties").propertyNames()) {
        bytes += 2 * INSTRUCTION_BYTES * PatternSize.estimate(expression);
      }
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
