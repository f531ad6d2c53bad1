package com.acme.analytics.local.console.terminal;

import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command takes from the process it runs in, so that tests can give their own.
 *
 * @param environment environment variables by name
 * @param workingDirectory where relative paths start
 * @param clock tells the current time
 * @param interactive whether a person watches a terminal; else progress goes as plain lines
 */
public record Surroundings(
    Map<String, String> environment, Path workingDirectory, Clock clock, boolean interactive) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The surroundings of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /** The folder of the local platform: {@code $ACME_HOME}, else {@code .acme} here. */
  public Path acmeHome() {
    String home = environment.getOrDefault("ACME_HOME", "");
    return workingDirectory.resolve(home.isBlank() ? ".acme" : home);
  }
}
