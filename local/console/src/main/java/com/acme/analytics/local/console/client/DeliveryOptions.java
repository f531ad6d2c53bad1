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
   * The events one request holds.
   *
   * @throws ParameterException when below 1
   */
  public int batch() {
    return positive("--batch", batch);
  }

  /**
   * The requests in flight.
   *
   * @throws ParameterException when below 1
   */
  public int parallel() {
    return positive("--parallel", parallel);
  }

  /** How long a batch is retried while the API takes none of it. */
  public Duration patience() {
    return patience;
  }

  private int positive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + ": " + value + " (expected: > 0)");
    }
    return value;
  }
}
