package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping.StartingPosition;
import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.time.Duration;
import java.util.List;

/**
 * Reads event source mappings of MSK. Defaults are those of Lambda.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/msk-esm-parameters.html">the
 *     parameters</a>
 */
final class EventSourceReader {
  private static final int DEFAULT_BATCH_SIZE = 100;
  private static final Duration DEFAULT_WINDOW = Duration.ofMillis(500);

  /** What would change which records a function gets, and is not done here. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "BisectBatchOnFunctionError",
          "DestinationConfig",
          "FilterCriteria",
          "FunctionResponseTypes",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "SelfManagedEventSource",
          "TumblingWindowInSeconds");

  private final Substitutions substitutions;
  private final List<LambdaFunction> functions;

  /** For an environment with these functions. */
  EventSourceReader(Substitutions substitutions, List<LambdaFunction> functions) {
    this.substitutions = substitutions;
    this.functions = List.copyOf(functions);
  }

  KafkaEventSourceMapping read(Properties mapping) {
    requireNone(mapping, UNSUPPORTED);
    return new KafkaEventSourceMapping(
        mapping.resource().logicalId(),
        function(mapping, functions).name(),
        cluster(mapping),
        substitutions.get(RuntimeValue.KAFKA_BOOTSTRAP_SERVERS),
        mapping.texts("Topics"),
        mapping
            .in("AmazonManagedKafkaEventSourceConfig")
            .optionalText("ConsumerGroupId")
            // Lambda takes the mapping's own id, which is unique.
            .orElseGet(() -> mapping.resource().logicalId()),
        mapping.optionalNumber("BatchSize").orElse(DEFAULT_BATCH_SIZE),
        mapping
            .optionalNumber("MaximumBatchingWindowInSeconds")
            .map(Duration::ofSeconds)
            .orElse(DEFAULT_WINDOW),
        startingPosition(mapping));
  }

  static boolean isEnabled(Properties mapping) {
    return mapping.optionalText("Enabled").orElse("true").equals("true");
  }

  static void requireNone(Properties mapping, List<String> unsupported) {
    for (String property : unsupported) {
      if (mapping.has(property)) {
        throw new AssemblyException(
            "%s: %s: present (expected: absent, nothing local does it)"
                .formatted(mapping.resource(), property));
      }
    }
  }

  /** The function that a mapping invokes. */
  static LambdaFunction function(Properties mapping, List<LambdaFunction> functions) {
    String target = mapping.text("FunctionName");
    String name =
        target.startsWith("arn:") ? HttpApiReader.functionName(mapping.resource(), target) : target;
    return functions.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssemblyException(
                    "%s: FunctionName: %s (expected: one of %s)"
                        .formatted(
                            mapping.resource(),
                            name,
                            functions.stream().map(LambdaFunction::name).toList())));
  }

  private static String cluster(Properties mapping) {
    String arn = mapping.text("EventSourceArn");
    if (!arn.startsWith("arn:aws:kafka:")) {
      throw new AssemblyException(
          "%s: EventSourceArn: %s (expected: that of an MSK cluster or a queue)"
              .formatted(mapping.resource(), arn));
    }
    return arn;
  }

  private static StartingPosition startingPosition(Properties mapping) {
    String position = mapping.text("StartingPosition");
    return switch (position) {
      case "TRIM_HORIZON" -> StartingPosition.TRIM_HORIZON;
      case "LATEST" -> StartingPosition.LATEST;
      default ->
          throw new AssemblyException(
              "%s: StartingPosition: %s (expected: TRIM_HORIZON or LATEST)"
                  .formatted(mapping.resource(), position));
    };
  }
}
