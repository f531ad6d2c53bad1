package com.acme.analytics.local.console.terminal;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints: results to standard output, progress and complaints to standard error.
 *
 * @param out results
 * @param err progress and complaints
 * @param interactive whether a progress bar may redraw its line
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
  /** Exit code of a command that was understood but could not do all it was asked. */
  public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** The terminal of a command that picocli runs. */
  public static Terminal of(CommandSpec spec, Surroundings surroundings) {
    CommandLine commandLine = spec.commandLine();
    return new Terminal(commandLine.getOut(), commandLine.getErr(), surroundings.interactive());
  }

  /** Runs the action; a {@link CommandFailure} becomes a message and exit code 1. */
  public int run(Action action) throws InterruptedException {
    try {
      return action.run();
    } catch (CommandFailure e) {
      err.println("acme: " + e.getMessage());
      return FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** A bar for a person, plain lines for a log file. */
  public Progress progress(String task, long total) {
    return interactive ? new BarProgress(task, total) : new LineProgress(err, task, total);
  }

  /** What a command does; answers the exit code. */
  @FunctionalInterface
  public interface Action {
    int run() throws InterruptedException;
  }
}
