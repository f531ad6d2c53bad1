package com.acme.analytics.functions.ingest.schemas.compile;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that holds a schema within {@link SchemaLimits}; each name once in an object. */
public final class SchemaJson {
  /** A schema may stand one level down, in a request. */
  private static final int DEPTH = SchemaLimits.DEPTH + 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(SchemaLimits.NUMBER_CHARS)
                          .maxStringLength(SchemaLimits.TEXT_BYTES)
                          .maxNameLength(SchemaLimits.TEXT_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SchemaJson() {}

  /**
   * Reads UTF-8.
   *
   * @throws tools.jackson.core.exc.StreamConstraintsException beyond a bound
   * @throws tools.jackson.core.JacksonException when it is not JSON
   */
  public static JsonNode read(byte[] json) {
    return MAPPER.readTree(json);
  }

  /**
   * Reads text.
   *
   * @throws tools.jackson.core.exc.StreamConstraintsException beyond a bound
   * @throws tools.jackson.core.JacksonException when it is not JSON
   */
  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }
}
