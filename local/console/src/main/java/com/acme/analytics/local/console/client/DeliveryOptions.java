package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how events are sent, for each command that sends some. */
public final class DeliveryOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "500",
      description = "Events in one request (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "Requests in flight at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "How long to retry while the API takes nothing (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  /**
   * Fails before any work is done.
   *
   * @throws ParameterException when a value is out of range
   */
  public void check() {
    requirePositive("--batch", batch);
    requirePositive("--parallel", parallel);
  }

  /** The events one request holds. */
  int batch() {
    return batch;
  }

  /** The requests in flight. */
  int parallel() {
    return parallel;
  }

  /** How long a batch is retried while the API takes none of it. */
  Duration patience() {
    return patience;
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + ": " + value + " (expected: > 0)");
    }
  }
}
