package com.acme.analytics.functions.ingest.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {\"required\":[\"a\"]} | /required/0 | property \"a\" required (expected: optional, as before)",
        "{\"type\":[\"string\",\"null\"]} | {\"type\":\"string\"} | /type | (expected: also null)",
        "{\"type\":\"number\"} | {\"type\":\"integer\"} | /type | (expected: also number)",
        "{} | {\"type\":\"object\"} | /type | (expected: also null, boolean",
        "{\"enum\":[1,2]} | {\"enum\":[1]} | /enum | enum without 2",
        "{} | {\"const\":1} | /const | const added",
        "{\"minimum\":1} | {\"minimum\":2} | /minimum | minimum 2 (expected: no tighter bound",
        "{\"minimum\":1} | {\"exclusiveMinimum\":1} | /exclusiveMinimum | exclusiveMinimum 1",
        "{\"maximum\":9} | {\"maximum\":8} | /maximum | maximum 8",
        "{\"multipleOf\":2} | {\"multipleOf\":4} | /multipleOf | multipleOf 4 (expected: a divisor",
        "{} | {\"maxLength\":9} | /maxLength | maxLength 9 (expected: no bound, as before)",
        "{\"minLength\":1} | {\"minLength\":2} | /minLength | minLength 2 (expected: at most 1)",
        "{} | {\"pattern\":\"a\"} | /pattern | pattern added",
        "{\"pattern\":\"a\"} | {\"pattern\":\"b\"} | /pattern | can't be decided",
        "{} | {\"format\":\"date\"} | /format | format added",
        "{} | {\"uniqueItems\":true} | /uniqueItems | uniqueItems added",
        "{\"items\":{}} | {\"items\":{\"type\":\"string\"}} | /items/type | (expected: also",
        "{} | {\"prefixItems\":[{\"minimum\":1}]} | /prefixItems/0/minimum | minimum 1",
        "{} | {\"contains\":{}} | /contains | contains added",
        "{} | {\"dependentRequired\":{\"a\":[\"b\"]}} | /dependentRequired/a | property \"b\" required beside \"a\"",
        "{} | {\"dependentSchemas\":{\"a\":{\"minProperties\":2}}} | /dependentSchemas/a/minProperties | minProperties 2",
        "{} | {\"propertyNames\":{\"maxLength\":3}} | /propertyNames/maxLength | maxLength 3",
        "{\"additionalProperties\":true} | {\"additionalProperties\":false} | /additionalProperties | nothing is accepted",
        "{\"properties\":{\"a\":{}},\"additionalProperties\":false} | {\"additionalProperties\":false} | /properties/a | property \"a\" no longer accepted",
        "{\"properties\":{\"a\":{}}} | {\"properties\":{\"a\":{},\"b\":{\"type\":\"string\"}}} | /properties/b | added to an open object",
        "{} | {\"patternProperties\":{\"^a\":{\"type\":\"string\"}}} | /patternProperties/^a/type | (expected: also",
        "{\"properties\":{\"a\":{\"type\":\"string\"}}} | {\"properties\":{\"a\":{\"type\":\"number\"}}} | /properties/a/type | (expected: also string)",
        "{} | {\"allOf\":[{\"minimum\":1}]} | /allOf/0/minimum | minimum 1",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]} | {\"anyOf\":[{\"type\":\"string\"}]} | /anyOf | can't be decided",
        "{\"oneOf\":[{\"type\":\"string\"}]} | {\"oneOf\":[{\"type\":\"string\"},{\"minLength\":1}]} | /oneOf | can't be decided",
        "{\"not\":{\"minimum\":1}} | {\"not\":{\"minimum\":2}} | /not | can't be decided",
        "{} | {\"if\":{},\"then\":{\"minimum\":1}} | /if | can't be decided",
        "{\"properties\":{\"a\":{}}} | {\"properties\":{\"a\":{}},\"unevaluatedProperties\":false} | /unevaluatedProperties | can't be decided",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"maximum\":2}}} | {\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"maximum\":1}}} | /$defs/x/maximum | maximum 1"
      })
  void aBreakIsNamedWithItsPlaceAndWhatWasExpected(
      String previous, String next, String pointer, String detail) throws Exception {
    List<Break> breaks = breaks(previous, next);

    assertThat(breaks).hasSize(1);
    assertThat(breaks.getFirst().pointer()).isEqualTo(pointer);
    assertThat(breaks.getFirst().detail()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"required\":[\"a\",\"b\"]} | {\"required\":[\"b\"]}",
        "{\"type\":\"integer\"} | {\"type\":\"number\"}",
        "{\"type\":\"string\"} | {\"type\":[\"string\",\"null\"],\"minimum\":0}",
        "{\"const\":1} | {\"enum\":[1,2]}",
        "{\"enum\":[\"a\"]} | {\"type\":\"string\"}",
        "{\"exclusiveMinimum\":1} | {\"minimum\":1}",
        "{\"multipleOf\":4} | {\"multipleOf\":2}",
        "{\"pattern\":\"a\",\"format\":\"date\"} | {\"pattern\":\"a\"}",
        "{\"title\":\"old\"} | {\"title\":\"new\",\"description\":\"more\",\"x-owner\":\"web\"}",
        "{\"properties\":{\"a\":{}},\"additionalProperties\":false} | {\"properties\":{\"a\":{},\"b\":{\"type\":\"string\"}},\"additionalProperties\":false}",
        "{\"additionalProperties\":{\"type\":\"string\"}} | {\"properties\":{\"b\":{\"type\":\"string\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\"}}} | {\"properties\":{}}",
        "{\"type\":\"string\"} | {\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]} | {\"type\":[\"null\",\"string\"]}",
        "{\"anyOf\":[{\"const\":1},{\"const\":2}]} | {\"anyOf\":[{\"const\":3},{\"enum\":[1,2]}]}",
        "{\"properties\":{\"a\":{\"maximum\":2}}} | {\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"maximum\":2}}}",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"items\":[{\"type\":\"string\"}],\"additionalItems\":false} | {\"prefixItems\":[{\"type\":\"string\"}]}",
        "{\"not\":{\"type\":\"string\"},\"title\":\"a\"} | {\"not\":{\"type\":\"string\",\"description\":\"b\"},\"minItems\":0}"
      })
  void whatAcceptsNoLessIsNoBreak(String previous, String next) throws Exception {
    assertThat(breaks(previous, next)).isEmpty();
  }

  private static List<Break> breaks(String previous, String next) throws Exception {
    return Comparison.of(
            SchemaDocument.of(SchemaJson.read(previous)), SchemaDocument.of(SchemaJson.read(next)))
        .breaks();
  }
}
