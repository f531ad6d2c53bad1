package com.acme.analytics.functions.ingest.schemas.compile;

import com.acme.analytics.functions.ingest.schemas.compatibility.Comparison;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a customer puts as a schema, and whatever an event then holds: either the schema is
 * refused, or it judges, and both soon. With {@code JAZZER_FUZZ=1} in the environment inputs are
 * searched for a while; without it only the seeds run.
 */
final class SchemaCompilerFuzzTest {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final SchemaCompiler compiler = new SchemaCompiler();
  private final SchemaReview review = new SchemaReview(compiler);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  static Stream<Arguments> seeds() {
    return Stream.of(
        Arguments.of("{\"type\":\"object\",\"required\":[\"a\"]}", "{\"b\":1}"),
        Arguments.of(
            "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"enum\":[1]}}}",
            "{\"a\":1.0}"),
        Arguments.of(
            "{\"patternProperties\":{\"^(a+)+$\":{\"pattern\":\"^(a|a)*$\"}}}",
            "{\"aaaaaaaaaaaaaaaa\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"}"),
        Arguments.of(
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":[{\"format\":\"email\"}]}",
            "[\"a@b.example\",null]"),
        Arguments.of(
            "{\"allOf\":[{\"multipleOf\":0.01},{\"minimum\":-1,\"exclusiveMaximum\":1e9}]}",
            "1e-7"),
        Arguments.of(
            "{\"anyOf\":[{\"contains\":{\"const\":null},\"maxContains\":2},{\"unevaluatedItems\":false}]}",
            "[null,null,null]"),
        Arguments.of(
            "{\"if\":{\"required\":[\"a\"]},\"then\":{\"minProperties\":2},\"unevaluatedProperties\":false}",
            "{\"a\":{}}"));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"$ref\":\"#\"",
    "\"properties\":{",
    "\"patternProperties\":{",
    "\"additionalProperties\":false",
    "\"prefixItems\":[",
    "\"dependentSchemas\":{",
    "\"propertyNames\":{",
    "\"oneOf\":[",
    "\"not\":{",
    "\"pattern\":\"",
    "\"format\":\"date-time\"",
    "\"uniqueItems\":true",
    "{1000}",
    "1e308"
  })
  @FuzzTest(maxDuration = "10s")
  void aSchemaIsRefusedOrJudgesAndBothSoon(@NotNull String schema, @NotNull String properties) {
    long start = threads.getCurrentThreadCpuTime();
    judge(schema, properties);
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    if (took.compareTo(BOUND) > 0) {
      throw new AssertionError("took " + took + " (expected: at most " + BOUND + ")");
    }
  }

  private void judge(String schema, String properties) {
    JsonNode schemaJson;
    JsonNode propertiesJson;
    try {
      schemaJson = SchemaJson.read(schema);
      propertiesJson = SchemaJson.read(properties);
    } catch (JacksonException e) {
      // Both were read before anything of this is asked.
      return;
    }
    try {
      SchemaDocument document = review.review(schemaJson);
      if (!Comparison.of(document, document).breaks().isEmpty()) {
        throw new AssertionError("a schema that breaks itself: " + schema);
      }
      compiler.compile(document).check(propertiesJson);
    } catch (RefusedSchemaException e) {
      if (e.getMessage().isEmpty()) {
        throw new AssertionError("refused without a reason: " + schema, e);
      }
    }
  }
}
