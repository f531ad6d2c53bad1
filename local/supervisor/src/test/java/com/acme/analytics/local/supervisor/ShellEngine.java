package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A shell command as an engine: for what doesn't depend on what an engine does. */
record ShellEngine(String script, int port, boolean ready) implements Engine {
  ShellEngine(String script, int port) {
    this(script, port, true);
  }

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(new EnginePort("none", port));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path directory = Files.createDirectories(workspace.run(name()));
    return new EngineCommand(List.of("/bin/sh", "-c", script), Map.of(), directory);
  }

  @Override
  public void check() throws IOException {
    if (!ready) {
      throw new IOException("shell: not ready");
    }
  }

  @Override
  public Duration stopTimeout() {
    return Duration.ofMillis(500);
  }
}
