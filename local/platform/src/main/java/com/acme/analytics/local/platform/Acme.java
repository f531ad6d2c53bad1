package com.acme.analytics.local.platform;

import com.acme.analytics.local.console.demo.DemoCommand;
import com.acme.analytics.local.console.export.ExportCommand;
import com.acme.analytics.local.console.query.QueryCommand;
import com.acme.analytics.local.console.replay.ReplayCommand;
import com.acme.analytics.local.console.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that the entry script {@code ./acme} hands to Java. */
@Command(
    name = "./acme",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    description = "The Acme Analytics Platform on one machine.",
    subcommands = {
      UpCommand.class,
      ServeCommand.class,
      DownCommand.class,
      StatusCommand.class,
      KeyCommand.class
    })
public final class Acme {
  private Acme() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Surroundings surroundings = Surroundings.ofProcess();
    return new CommandLine(new Acme())
        .addSubcommand(new ReplayCommand(surroundings))
        .addSubcommand(new DemoCommand(surroundings))
        .addSubcommand(new QueryCommand(surroundings))
        .addSubcommand(new ExportCommand(surroundings))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              String message = failure.getMessage();
              command.getErr().println("acme: " + (message == null ? failure : message));
              if (System.getenv("ACME_DEBUG") != null) {
                failure.printStackTrace(command.getErr());
              }
              return command.getCommandSpec().exitCodeOnExecutionException();
            });
  }
}
