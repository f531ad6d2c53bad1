package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.tenant.DeclaredProperties;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

final class DeclaredValuesStepTest {
  private static final ObjectReader TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();

  private final DeclaredValuesStep step = new DeclaredValuesStep();

  @Test
  void declaredPropertiesAreTakenOutOfTheOthers() {
    DeclaredProperties declared =
        DeclaredProperties.of(List.of("plan", "cart.coupon.code"), List.of("cart.total"));

    Event event =
        enriched(
            """
            {"a": [{"plan": 1}], "cart": {"items": [{"total": 9}], "total": 12.50,
              "coupon": {"code": "TEN"}}, "other": {"plan": "x"}, "plan": "pro"}
            """,
            declared);

    assertThat(event.getDimensions()).isEqualTo(Map.of("plan", "pro", "cart.coupon.code", "TEN"));
    assertThat(event.getMeasures()).isEqualTo(Map.of("cart.total", 12.5));
    assertThat(event.getWarnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      value = {
        "\"pro\"|pro|-|declared_value_unusable",
        "\"pr\\u006f\"|pro|-|declared_value_unusable",
        "\"1\"|1|-|declared_value_unusable",
        "true|true|-|declared_value_unusable",
        "false|false|-|declared_value_unusable",
        "42|42|42|-",
        "1.50|1.5|1.5|-",
        "404.0|404|404|-",
        "-1e3|-1000|-1000|-",
        "18446744073709551616|18446744073709552000|18446744073709551616|-",
        "18446744073709551615|18446744073709551615|18446744073709551615|-",
        "1e999|-|-|declared_value_unusable",
        "{}|-|-|declared_value_unusable",
        "{\"v\":1}|-|-|declared_value_unusable",
        "[]|-|-|declared_value_unusable",
        "[\"pro\"]|-|-|declared_value_unusable",
        "null|-|-|-"
      })
  void aValueIsTextAndANumberIsAMeasureToo(
      String json, String dimension, Double measure, String warning) {
    Event event = enriched("{\"v\":" + json + "}", DeclaredProperties.of(Set.of("v"), Set.of("v")));

    assertThat(event.getDimensions().get("v")).isEqualTo(dimension);
    assertThat(event.getMeasures().get("v")).isEqualTo(measure);
    assertThat(event.getWarnings()).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @Test
  void textIsTakenWholeOrNotAtAll() {
    DeclaredProperties declared = DeclaredProperties.of(Set.of("fits", "too_long"), Set.of());

    Event event =
        enriched(
            "{\"fits\":\"%s\",\"too_long\":\"%s\"}".formatted("a".repeat(256), "a".repeat(257)),
            declared);

    assertThat(event.getDimensions()).isEqualTo(Map.of("fits", "a".repeat(256)));
    assertThat(event.getWarnings()).containsExactly("declared_value_unusable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a.b\":\"x\"}|x",
        "{\"a.b\":\"x\",\"a\":{\"b\":\"y\"}}|x",
        "{\"a\":{\"b\":\"y\"},\"a.b\":\"x\"}|y",
        "{\"a.\":{\"b\":\"x\"},\"a..b\":\"x\",\".a.b\":\"x\",\"a.b.\":\"x\",\"a.b\":\"y\"}|y"
      })
  void aDottedNameIsAPathAndTheFirstCounts(String properties, String value) {
    Event event = enriched(properties, DeclaredProperties.of(Set.of("a.b"), Set.of()));

    assertThat(event.getDimensions()).isEqualTo(Map.of("a.b", value));
  }

  @Test
  void anObjectMayBeDeclaredAndItsMembersToo() {
    Event event =
        enriched(
            "{\"plan\":{\"name\":\"pro\"}}",
            DeclaredProperties.of(Set.of("plan", "plan.name"), Set.of()));

    assertThat(event.getDimensions()).isEqualTo(Map.of("plan.name", "pro"));
    assertThat(event.getWarnings()).containsExactly("declared_value_unusable");
  }

  @Test
  void nothingIsReadForACustomerThatDeclaresNothing() {
    Event event = enriched("no JSON", DeclaredProperties.NONE);

    assertThat(event.getDimensions()).isEmpty();
    assertThat(event.getMeasures()).isEmpty();
    assertThat(event.getWarnings()).isEmpty();
  }

  @Test
  void aPseudonymisedPropertyIsDeclaredAsItsPseudonym() {
    Event event = Events.event();
    event.setProperties("{\"email\":\"alice\"}");

    Enrichment.standard(address -> Place.UNKNOWN, TrustedProxies.NONE)
        .apply(
            event,
            Caller.NONE,
            Events.declaring(DeclaredProperties.of(Set.of("email"), Set.of()), "properties.email"));

    assertThat(event.getDimensions())
        .isEqualTo(Map.of("email", new Pseudonyms(Events.SALT).of("alice")));
  }

  @Test
  void whatCanNotBeReadHasNoDeclaredValues() {
    Event event = Events.event();
    event.setProperties("{\"plan\":\"pro\",");

    Enrichment.standard(address -> Place.UNKNOWN, TrustedProxies.NONE)
        .apply(
            event,
            Caller.NONE,
            Events.declaring(DeclaredProperties.of(Set.of("plan", "other"), Set.of("sum"))));

    assertThat(event.getDimensions()).isEmpty();
    assertThat(event.getWarnings()).containsExactly("declared_values_failed");
  }

  /** The tree holds all values, so what is declared of them needs no thought about order. */
  @Property(tries = 300)
  void onePassFindsWhatTheTreeHolds(
      @ForAll("objects") String properties,
      @ForAll("paths") Set<String> dimensions,
      @ForAll("paths") Set<String> measures) {
    List<String> fewer = measures.stream().sorted().limit(5).toList();
    Event expected = Events.event();
    expected.setProperties(properties);
    Map<String, JsonNode> values = new HashMap<>();
    flatten("", TREES.readTree(properties), values);
    expected.setDimensions(new HashMap<>());
    dimensions.forEach(path -> expectDimension(expected, path, values.get(path)));
    expected.setMeasures(new HashMap<>());
    fewer.forEach(path -> expectMeasure(expected, path, values.get(path)));

    Event event = enriched(properties, DeclaredProperties.of(dimensions, fewer));

    assertThat(event).isEqualTo(expected);
  }

  @Provide
  Arbitrary<Set<String>> paths() {
    return Arbitraries.strings()
        .withChars('a', 'b', 'c')
        .ofLength(1)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> String.join(".", segments))
        .set()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<String> objects() {
    return object(3);
  }

  private static Arbitrary<String> object(int depth) {
    Arbitrary<String> name = Arbitraries.of("a", "b", "c", "d", "a.b", "b.c.a");
    return Combinators.combine(
            name.list().uniqueElements().ofMaxSize(5), value(depth).list().ofSize(5))
        .as(
            (names, values) ->
                names.stream()
                    .map(n -> '"' + n + "\": " + values.get(names.indexOf(n)))
                    .collect(Collectors.joining(", ", "{", "}")));
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "false", "\"\"", "\"text\"", "\"\\\"a\\\":1\""),
            Arbitraries.of('"' + "x".repeat(257) + '"', "-0.50", "[]", "[{\"a\": 1}, 2]"),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
                .map(BigDecimal::toPlainString));
    return depth == 0 ? scalar : Arbitraries.oneOf(scalar, object(depth - 1));
  }

  private static void flatten(String before, JsonNode object, Map<String, JsonNode> values) {
    object
        .properties()
        .forEach(
            member -> {
              String path = before + member.getKey();
              values.putIfAbsent(path, member.getValue());
              flatten(path + '.', member.getValue(), values);
            });
  }

  private static void expectDimension(Event event, String path, JsonNode value) {
    if (value == null || value.isNull()) {
      return;
    }
    if (value.isContainer() || value.asString().length() > 256) {
      Warning.DECLARED_VALUE_UNUSABLE.addTo(event);
    } else {
      event
          .getDimensions()
          .put(path, value.isNumber() ? JsonScalar.text(value.toString()) : value.asString());
    }
  }

  private static void expectMeasure(Event event, String path, JsonNode value) {
    if (value == null || value.isNull()) {
      return;
    }
    if (value.isNumber()) {
      event.getMeasures().put(path, value.decimalValue().doubleValue());
    } else {
      Warning.DECLARED_VALUE_UNUSABLE.addTo(event);
    }
  }

  private Event enriched(String properties, DeclaredProperties declared) {
    Event event = Events.event();
    event.setProperties(properties);
    step.apply(event, Caller.NONE, Events.declaring(declared));
    return event;
  }
}
