package com.acme.analytics.functions.ingest.schemas.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaReviewTest {
  private final SchemaReview review = new SchemaReview(new SchemaCompiler());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"additionalItems\":false}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema\",\"definitions\":{\"a\":{}},\"$ref\":\"#/definitions/a\"}",
        "{\"definitions\":{\"a\":{}},\"properties\":{\"x\":{\"$ref\":\"#/definitions/a\"}}}",
        "{\"x-owner\":\"web\",\"properties\":{\"$ref\":{\"enum\":[{\"$id\":\"http://example.com\"}]}}}",
        "{\"default\":{\"$ref\":\"http://example.com\"}}"
      })
  void whatIsWholeInItselfIsTaken(String schema) throws Exception {
    assertThat(review.review(SchemaJson.read(schema)).root().node()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | '' | schema: true (expected: an object)",
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\"} | /$schema | (expected: https://json-schema.org/draft/2020-12/schema or",
        "{\"$schema\":7} | /$schema | $schema: 7 (expected:",
        "{\"items\":{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}} | /items/$schema | at its top",
        "{\"type\":\"strin\"} | /type | \"strin\" (expected: one of",
        "{\"minLength\":-1} | /minLength | -1 (expected: >= 0)",
        "{\"properties\":5} | /properties | 5 (expected: object)",
        "{\"requierd\":[\"a\"]} | /requierd | keyword \"requierd\": not taken",
        "{\"$id\":\"https://example.com/a\"} | /$id | not taken",
        "{\"$anchor\":\"a\"} | /$anchor | not taken",
        "{\"items\":{\"$dynamicRef\":\"#a\"}} | /items/$dynamicRef | not taken",
        "{\"$ref\":\"https://example.com/a\"} | /$ref | a JSON pointer within the schema",
        "{\"$ref\":\"other.json#/a\"} | /$ref | a JSON pointer within the schema",
        "{\"$ref\":\"#/$defs/none\"} | /$ref | the place of a subschema",
        "{\"$ref\":\"#/required/0\",\"required\":[\"a\"]} | /$ref | the place of a subschema",
        "{\"properties\":{\"a\":{\"$ref\":\"#\"}}} | '' | #: refers to itself",
        "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"items\":{\"$ref\":\"#/$defs/a\"}}}} | /$defs/a | refers to itself",
        "{\"format\":\"regex\"} | /format | format: \"regex\" (expected: one of date,",
        "{\"pattern\":\"(?=a)\"} | /pattern | no back-references or look-around",
        "{\"patternProperties\":{\"(a)\\\\1\":{}}} | /patternProperties/(a)\\1 | no back-references or look-around",
        "{\"pattern\":\"((a{99}){99}){99}\"} | /pattern | repeat less",
        "{\"enum\":[1e999]} | /enum/0 | too large",
        "{\"title\":\"\\ud800\"} | /title | half a surrogate pair",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":{\"$ref\":\"#/definitions/a\",\"type\":\"string\"},\"definitions\":{\"a\":{}}} | /items/type | draft-07 ignores it"
      })
  void whatIsNotIsRefusedWithItsPlaceAndTheReason(String schema, String pointer, String reason) {
    assertThatThrownBy(() -> review.review(SchemaJson.read(schema)))
        .isInstanceOfSatisfying(
            RefusedSchemaException.class,
            refused -> assertThat(refused.pointer()).isEqualTo(pointer))
        .hasMessageContaining(reason);
  }

  @Test
  void referencesThatMultiplyAreRefusedBeforeAnythingFollowsThem() {
    // Each level applies the next one twice: 2^40 look-ups.
    String levels =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "\"l%d\":{\"allOf\":[{\"$ref\":\"#/$defs/l%d\"},{\"$ref\":\"#/$defs/l%d\"}]}"
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));

    assertThatThrownBy(
            () ->
                review.review(
                    SchemaJson.read(
                        "{\"$ref\":\"#/$defs/l0\",\"$defs\":{" + levels + ",\"l40\":{}}}")))
        .isInstanceOf(RefusedSchemaException.class)
        .hasMessageContaining("steps for one part of an event (expected: at most 2000)");
  }

  @Test
  void referencesThatLeadTooDeepAreRefused() {
    String levels =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"l%d\":{\"$ref\":\"#/$defs/l%d\"}".formatted(i, i + 1))
            .collect(Collectors.joining(","));

    assertThatThrownBy(
            () -> review.review(SchemaJson.read("{\"$defs\":{" + levels + ",\"l100\":{}}}")))
        .isInstanceOf(RefusedSchemaException.class)
        .hasMessageContaining("levels with what it refers to (expected: at most 64)");
  }

  @Test
  void aSchemaIsBoundedInSize() {
    String description = "x".repeat(SchemaLimits.TEXT_BYTES - 10);

    assertThatThrownBy(() -> review.review(SchemaJson.read("{\"title\":\"" + description + "\"}")))
        .isInstanceOf(RefusedSchemaException.class)
        .hasMessageContaining("bytes (expected: at most 65536)");
  }
}
