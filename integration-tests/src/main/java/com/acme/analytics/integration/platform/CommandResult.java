package com.acme.analytics.integration.platform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a command ended.
 *
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
public record CommandResult(int exitCode, String out, String err) {
  /** The same result, after asserting that the command succeeded. */
  public CommandResult succeeded() {
    assertThat(exitCode).as("exit code; it said:%n%s%n%s", out, err).isZero();
    return this;
  }
}
