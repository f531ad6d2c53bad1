package com.acme.analytics.local.supervisor;

import java.nio.file.Path;

/**
 * Where the platform's files are on one machine.
 *
 * @param root the checkout, in which the engines are built
 * @param home the directory of everything that running leaves behind, {@code .acme} by default
 */
public record Workspace(Path root, Path home) {
  public Workspace {
    root = root.toAbsolutePath().normalize();
    home = home.toAbsolutePath().normalize();
  }

  /** The workspace of a checkout with its default home. */
  public static Workspace of(Path root) {
    return new Workspace(root, root.resolve(".acme"));
  }

  /** What an engine keeps across restarts. */
  public Path data(String engine) {
    return home.resolve("data").resolve(engine);
  }

  /** What an engine is given at each start: generated configuration. */
  public Path run(String engine) {
    return home.resolve("run").resolve(engine);
  }

  /** What a process prints. */
  public Path log(String process) {
    return home.resolve("logs").resolve(process + ".log");
  }

  /** The source directory of an engine's module. */
  public Path module(String engine) {
    return root.resolve("local").resolve("engines").resolve(engine);
  }
}
