package com.acme.analytics.local.emulation.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How functions run on this machine.
 *
 * @param java the {@code java} command of a JDK that runs them
 * @param runtimeClassPath the runtime client's jars and the guard's
 * @param workDirectory where each function's task directory is laid out
 * @param logDirectory gets one {@code lambda-<function>.log} each
 * @param environment added to every function: credentials and endpoints of the local services
 * @param maxEnvironments of one function; further requests wait for one of these. AWS has no such
 *     bound below the concurrency limit: it is there for the machine's memory
 * @param idleAfter an execution environment that served nothing for so long is ended
 * @param initializationTimeout how long a function may take to its first request for work
 */
public record LambdaConfiguration(
    Path java,
    List<Path> runtimeClassPath,
    Path workDirectory,
    Path logDirectory,
    Map<String, String> environment,
    int maxEnvironments,
    Duration idleAfter,
    Duration initializationTimeout) {

  /** Of a function that reserves none: what an AWS account has by default. */
  static final int ACCOUNT_CONCURRENCY = 1000;

  /** Checks the bounds. */
  public LambdaConfiguration {
    if (maxEnvironments < 1) {
      throw new IllegalArgumentException(
          "maxEnvironments: " + maxEnvironments + " (expected: >= 1)");
    }
  }

  /**
   * Eight environments a function, idle for 10 minutes at most, initialized within 130 s (what
   * SnapStart grants).
   */
  public static LambdaConfiguration of(
      Path java,
      List<Path> runtimeClassPath,
      Path workDirectory,
      Path logDirectory,
      Map<String, String> environment) {
    return new LambdaConfiguration(
        java,
        runtimeClassPath,
        workDirectory,
        logDirectory,
        environment,
        8,
        Duration.ofMinutes(10),
        Duration.ofSeconds(130));
  }
}
