package com.acme.analytics.functions.ingest.schemas.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompiledSchemaTest {
  private final SchemaCompiler compiler = new SchemaCompiler();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"required\":[\"a\"]} | {} | /a | /a: missing (expected: required)",
        "{\"properties\":{\"a\":{\"type\":\"number\"}}} | {\"a\":\"1\"} | /a | /a: \"1\" (expected: number)",
        "{\"properties\":{\"a\":{\"type\":[\"null\",\"number\"]}}} | {\"a\":{}} | /a | /a: an object (expected: one of [\"null\",\"number\"])",
        "{\"properties\":{\"a\":{\"enum\":[\"x\",2]}}} | {\"a\":\"y\"} | /a | /a: \"y\" (expected: one of [\"x\",2])",
        "{\"properties\":{\"a/b~\":{\"maximum\":3}}} | {\"a/b~\":4} | /a~1b~0 | /a~1b~0: 4 (expected: <= 3)",
        "{\"additionalProperties\":false} | {\"é\\t\":1} | '/é\t' | '/é\t: 1 (expected: nothing there)'",
        "{\"unevaluatedProperties\":false} | {\"a\":1} | /a | /a: 1 (expected: nothing there)",
        "{\"dependentRequired\":{\"a\":[\"b\"]}} | {\"a\":1} | /b | /b: missing (expected: required)",
        "{\"properties\":{\"l\":{\"items\":{\"minLength\":2}}}} | {\"l\":[\"ab\",\"c\"]} | /l/1 | /l/1: \"c\" (expected: at least 2 characters)",
        "{\"properties\":{\"a\":{\"pattern\":\"^[a-z]+$\"}}} | {\"a\":\"A\"} | /a | /a: \"A\" (expected: text that matches ^[a-z]+$)",
        "{\"properties\":{\"a\":{\"format\":\"date-time\"}}} | {\"a\":\"today\"} | /a | /a: \"today\" (expected: format date-time)",
        "{\"properties\":{\"a\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}}} | {\"a\":5} | /a | '/a: 5 (expected: string, or another alternative of anyOf)'",
        "{\"minProperties\":1} | {} | '' | properties: an object (expected: at least 1 members)",
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"properties\":{\"a\":{\"items\":[{\"type\":\"string\"}],\"additionalItems\":false}}} | {\"a\":[\"x\",1]} | /a/1 | (expected:"
      })
  void theFirstViolationIsNamedWithItsPlaceItsValueAndWhatWasExpected(
      String schema, String value, String pointer, String detail) throws Exception {
    Optional<Finding> finding = compile(schema).check(SchemaJson.read(value));

    assertThat(finding).isPresent();
    assertThat(finding.get().pointer()).isEqualTo(pointer);
    assertThat(finding.get().detail()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"a\":1.0}",
        "{\"properties\":{\"a\":{\"enum\":[1]}}} | {\"a\":1.0}",
        "{\"properties\":{\"a\":{\"multipleOf\":0.01}}} | {\"a\":129.95}",
        "{\"properties\":{\"a\":{\"pattern\":\"^\\\\u0041\\\\/$\"}}} | {\"a\":\"A/\"}",
        "{\"properties\":{\"a\":{\"format\":\"email\"}}} | {\"a\":\"someone@example.com\"}",
        "{\"properties\":{\"a\":{\"maxLength\":1}}} | {\"a\":\"\uD83D\uDE00\"}"
      })
  void whatIsAsTheSchemaWantsItPasses(String schema, String value) throws Exception {
    assertThat(compile(schema).check(SchemaJson.read(value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pattern\":\"^(a+)+$\"}",
        "{\"pattern\":\"^(a|a)*$\"}",
        "{\"pattern\":\"^(.*a){20}$\"}",
        "{\"pattern\":\"(x+x+)+y\"}",
        "{\"patternProperties\":{\"^(([a-z])+.)+[A-Z]([a-z])+$\":{}},\"additionalProperties\":false}",
        "{\"format\":\"email\"}",
        "{\"format\":\"hostname\"}",
        "{\"format\":\"uri\"}",
        "{\"format\":\"duration\"}"
      })
  void noExpressionTakesLongOnAnyText(String schema) throws Exception {
    CompiledSchema compiled = compile(schema);
    for (String unit : new String[] {"a", "x", "@", "a.", "/~", "P1D"}) {
      String text = unit.repeat(32_000 / unit.length()) + " ";
      // A backtracking engine would not come back from these.
      assertThat(compiled.check(SchemaJson.read("\"" + text + "\""))).isNotNull();
      assertThat(compiled.check(SchemaJson.read("{\"" + text + "\":1}"))).isNotNull();
    }
  }

  private CompiledSchema compile(String schema) throws RefusedSchemaException {
    return compiler.compile(new SchemaReview(compiler).review(SchemaJson.read(schema)));
  }
}
