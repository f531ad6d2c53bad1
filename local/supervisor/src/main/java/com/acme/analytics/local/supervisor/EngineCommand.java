package com.acme.analytics.local.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param arguments the executable and its arguments; the process must end when its input does
 * @param environment its variables
 * @param inheritsEnvironment whether it has this process's own variables besides
 * @param directory its working directory, which exists
 */
public record EngineCommand(
    List<String> arguments,
    Map<String, String> environment,
    boolean inheritsEnvironment,
    Path directory) {
  public EngineCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A command whose variables are added to this process's own. */
  public EngineCommand(List<String> arguments, Map<String, String> environment, Path directory) {
    this(arguments, environment, true, directory);
  }
}
