package com.acme.analytics.local.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM for an engine: its main class on its module's class path, started through the guard that
 * ends it with its supervisor.
 *
 * @param jdk what it runs on
 * @param module the engine's directory under {@code local/engines}
 * @param mainClass its main class
 * @param flags the JVM's flags
 */
public record EngineJvm(Jdk jdk, String module, String mainClass, List<String> flags) {
  private static final String GUARD = "com.acme.analytics.local.engines.guard.EngineGuard";

  public EngineJvm {
    flags = List.copyOf(flags);
  }

  /**
   * The command line.
   *
   * @throws IOException when the module's class path can't be read, as when it isn't built
   */
  public List<String> command(Workspace workspace, String... arguments) throws IOException {
    return guarded(jdk, flags, classPath(workspace), mainClass, arguments);
  }

  /** The command line of any main class under the guard, which the class path must have. */
  static List<String> guarded(
      Jdk jdk, List<String> flags, String classPath, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(flags);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData");
    command.add("-cp");
    command.add(classPath);
    command.add(GUARD);
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }

  private String classPath(Workspace workspace) throws IOException {
    Path directory = workspace.module(module);
    return directory.resolve("target").resolve("classes")
        + File.pathSeparator
        + new ClassPathFile(directory).text();
  }
}
