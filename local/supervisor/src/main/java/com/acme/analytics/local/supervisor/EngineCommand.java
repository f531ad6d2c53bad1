package com.acme.analytics.local.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param arguments the executable and its arguments; the process must end when its input does
 * @param environment variables added to this process's own
 * @param directory its working directory, which exists
 */
public record EngineCommand(
    List<String> arguments, Map<String, String> environment, Path directory) {
  public EngineCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
