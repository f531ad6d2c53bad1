package com.acme.analytics.local.console;

import com.acme.analytics.local.console.terminal.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A command as picocli ran it.
 *
 * @param exitCode what the process would end with
 * @param out what it printed as results
 * @param err what it printed as progress and complaints
 */
public record CommandRun(int exitCode, String out, String err) {
  /** The time of all runs. */
  public static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");

  public static CommandRun of(Object command, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  public static Surroundings surroundings(Path workingDirectory) {
    return new Surroundings(Map.of(), workingDirectory, Clock.fixed(NOW, ZoneOffset.UTC), false);
  }
}
