package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.integration.platform.AcmeCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who writes the topic of unique events, who takes it in and who asks for it are parts that may not
 * see each other: what they call its columns is compared by the texts in their compiled classes.
 */
class WarmColumnsTest {
  /** What stands in a text for a number that is known later: the compiler's mark, or a format. */
  private static final Pattern LATER = Pattern.compile("\1|%(1\\$)?d");

  private static final int PLACES = 5;

  private static final Set<String> METHODS_THAT_WRITE =
      Set.of("writeFields", "dimensions", "measures");

  private static final Pattern QUOTED = Pattern.compile("\"([a-z_][a-z_0-9]*)\"");

  private final JsonNode schema = schema();

  @Test
  void theJobWritesWhatTheSupervisorReadsAndNothingElse() {
    Set<String> read =
        Stream.of(
                Stream.of(schema.at("/timestampSpec/column").asString()),
                dimensions(),
                schema
                    .path("metricsSpec")
                    .valueStream()
                    .filter(metric -> metric.has("fieldName"))
                    .map(metric -> metric.path("fieldName").asString()))
            .flatMap(names -> names)
            .collect(Collectors.toSet());

    assertThat(
            texts("flink-app", "flink/unique/UniqueEventJson", METHODS_THAT_WRITE::contains)
                .flatMap(WarmColumnsTest::atEachPlace))
        .containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void everyDimensionThatIsCountedBeforehandIsOneOfTheSupervisor() {
    assertThat(dimensions())
        .containsAll(FixedDimension.AGGREGATED.stream().map(FixedDimension::columnName).toList());
  }

  @Test
  void queriesNameOnlyColumnsThatThereAre() {
    List<String> named =
        Stream.of("WarmStatement", "WarmDimension", "WarmMeasure")
            .flatMap(
                type -> texts("functions/query", "functions/query/warm/" + type, method -> true))
            .flatMap(WarmColumnsTest::atEachPlace)
            .flatMap(text -> QUOTED.matcher(text).results())
            .map(quoted -> quoted.group(1))
            .toList();

    assertThat(columns().toList()).containsAll(named);
    assertThat(named)
        .contains(
            "customer_id",
            "__time",
            "count",
            "users",
            "measure_5",
            "value_5_sum",
            "value_1_quantiles");
  }

  private Stream<String> dimensions() {
    return schema
        .at("/dimensionsSpec/dimensions")
        .valueStream()
        .map(dimension -> dimension.isString() ? dimension : dimension.path("name"))
        .map(JsonNode::asString);
  }

  /** What a statement may quote: columns, and the table itself. */
  private Stream<String> columns() {
    return Stream.of(
            Stream.of("__time", schema.path("dataSource").asString()),
            dimensions(),
            schema.path("metricsSpec").valueStream().map(metric -> metric.path("name").asString()))
        .flatMap(names -> names);
  }

  private static Stream<String> atEachPlace(String text) {
    return IntStream.rangeClosed(1, PLACES)
        .mapToObj(place -> LATER.matcher(text).replaceAll(Integer.toString(place)))
        .distinct();
  }

  /** Constants of a class's methods, those with parts known later among them. */
  private static Stream<String> texts(String module, String type, Predicate<String> methods) {
    Path compiled =
        AcmeCommand.checkout()
            .resolve(module)
            .resolve("target/classes/com/acme/analytics/" + type + ".class");
    ClassModel model = parsed(compiled);
    return model.methods().stream()
        .filter(method -> methods.test(method.methodName().stringValue()))
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .flatMap(WarmColumnsTest::constants);
  }

  private static ClassModel parsed(Path compiled) {
    try {
      return ClassFile.of().parse(compiled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> constants(Object instruction) {
    return switch (instruction) {
      case ConstantInstruction constant when constant.constantValue() instanceof String text ->
          Stream.of(text);
      case InvokeDynamicInstruction concatenation ->
          concatenation.bootstrapArgs().stream()
              .filter(String.class::isInstance)
              .map(String.class::cast);
      default -> Stream.empty();
    };
  }

  private static JsonNode schema() {
    return JsonMapper.shared()
        .readTree(
            AcmeCommand.checkout()
                .resolve(
                    "druid-cluster/src/main/resources/com/acme/analytics/druid/supervisor.json"))
        .at("/spec/dataSchema");
  }
}
