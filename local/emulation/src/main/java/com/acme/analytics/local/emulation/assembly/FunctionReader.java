package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Reads functions. Defaults are those of {@code AWS::Lambda::Function}. Layers are not laid out: a
 * variable that leads into one must be substituted.
 */
final class FunctionReader {
  private static final int DEFAULT_MEMORY_MEGABYTES = 128;
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  /** Where Lambda unpacks layers. */
  private static final String LAYERS = "/opt";

  private final CloudAssembly assembly;
  private final Expressions expressions;
  private final Substitutions substitutions;

  FunctionReader(CloudAssembly assembly, Expressions expressions, Substitutions substitutions) {
    this.assembly = assembly;
    this.expressions = expressions;
    this.substitutions = substitutions;
  }

  LambdaFunction read(Properties function) {
    return new LambdaFunction(
        function.resource().logicalId(),
        function.name(),
        function.resource().stack().region(),
        function.text("Handler"),
        function.text("Runtime"),
        function.in("Code").asset("S3Key"),
        function.optionalNumber("MemorySize").orElse(DEFAULT_MEMORY_MEGABYTES),
        Duration.ofSeconds(function.optionalNumber("Timeout").orElse(DEFAULT_TIMEOUT_SECONDS)),
        function
            .optionalNumber("ReservedConcurrentExecutions")
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        snapStart(function),
        function.in("LoggingConfig").optionalText("LogFormat").orElse("Text"),
        environment(function));
  }

  /** A snapshot is taken of a published version, so a function without one has none. */
  private boolean snapStart(Properties function) {
    return function.in("SnapStart").optionalText("ApplyOn").orElse("").equals("PublishedVersions")
        && assembly.resources(List.of("AWS::Lambda::Version")).stream()
            .map(version -> Properties.of(expressions, version))
            .anyMatch(version -> isVersionOf(function, version));
  }

  private static boolean isVersionOf(Properties function, Properties version) {
    String target = version.text("FunctionName");
    return target.equals(function.name()) || target.endsWith(":" + function.name());
  }

  private Map<String, String> environment(Properties function) {
    Map<String, String> environment = new LinkedHashMap<>();
    function
        .in("Environment")
        .json()
        .path("Variables")
        .propertyStream()
        .forEach(
            variable ->
                environment.put(
                    variable.getKey(),
                    substitutions
                        .ofVariable(variable.getKey())
                        .orElseGet(() -> value(function, variable))));
    return environment;
  }

  private String value(Properties function, Map.Entry<String, JsonNode> variable) {
    String value = expressions.text(function.resource(), variable.getValue());
    if (value.equals(LAYERS) || value.startsWith(LAYERS + "/")) {
      throw new AssemblyException(
          "%s: %s: %s (expected: no path into a layer, which is not there locally)"
              .formatted(function.resource(), variable.getKey(), value));
    }
    return value;
  }
}
