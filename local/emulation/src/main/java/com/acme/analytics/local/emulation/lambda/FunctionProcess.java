package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts the JVM of an execution environment: AWS's runtime client under the guard, which ends it
 * when its standard input does, so that it can't outlive this process.
 */
final class FunctionProcess {
  private static final String GUARD = "com.acme.analytics.local.engines.guard.EngineGuard";
  private static final String RUNTIME_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private final LambdaConfiguration configuration;
  private final Path library;

  FunctionProcess(LambdaConfiguration configuration) throws IOException {
    this.configuration = configuration;
    this.library =
        RuntimeClientLibrary.unpack(
            configuration.runtimeClassPath(), configuration.workDirectory());
  }

  /**
   * Starts it.
   *
   * @param runtimeApi {@code host:port} and path of the environment's Runtime API
   */
  Process start(LambdaFunction function, String runtimeApi) throws IOException {
    Path task = TaskDirectory.prepare(configuration.workDirectory(), function);
    Files.createDirectories(configuration.logDirectory());
    File log = configuration.logDirectory().resolve("lambda-" + function.name() + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command(function))
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(function.environment());
    environment.putAll(configuration.environment());
    environment.putAll(reserved(function, task, runtimeApi));
    return builder.start();
  }

  private List<String> command(LambdaFunction function) {
    List<String> command = new ArrayList<>();
    command.add(configuration.java().toString());
    // Lambda's own: SerialGC, C1 only, and a heap of about 85 % of the memory
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx" + function.memoryMegabytes() * 85L / 100 + "m");
    command.add("-XX:-UsePerfData");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-D" + RuntimeClientLibrary.PROPERTY + "=" + library);
    if (function.snapStart()) {
      command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    }
    command.add("-cp");
    command.add(
        configuration.runtimeClassPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(GUARD);
    command.add(RUNTIME_CLIENT);
    command.add(function.handler());
    return command;
  }

  /**
   * The variables that Lambda reserves.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">the
   *     list</a>
   */
  private static Map<String, String> reserved(
      LambdaFunction function, Path task, String runtimeApi) {
    Map<String, String> variables = new HashMap<>();
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_DEFAULT_REGION", function.region());
    variables.put("AWS_REGION", function.region());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.snapStart() ? "1" : "$LATEST");
    variables.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
    variables.put("AWS_LAMBDA_LOG_FORMAT", function.logFormat());
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return variables;
  }
}
