package com.acme.analytics.local.console.replay;

import com.acme.analytics.local.console.client.Api;
import com.acme.analytics.local.console.client.ApiOptions;
import com.acme.analytics.local.console.client.DeliveryOptions;
import com.acme.analytics.local.console.client.DeliveryRun;
import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Surroundings;
import com.acme.analytics.local.console.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code acme replay FILE}: sends each line of a combined access log as an event. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends each line of a web server's access log (combined format, plain or gzip) as an event.",
      "Lines that can't be read are kept in a file, with their number and the reason.",
      "Replaying a log again with the same --ending changes nothing."
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions apiOptions;
  @Mixin private DeliveryOptions deliveryOptions;

  @Parameters(paramLabel = "FILE", description = "The log.")
  private Path file;

  @ArgGroup private Times times = new Times();

  @Option(
      names = "--unreadable",
      paramLabel = "FILE",
      description = "Where unreadable lines go (default: <log>.unreadable.jsonl beside the log).")
  private Path unreadable;

  private static final class Times {
    @Option(
        names = "--ending",
        paramLabel = "TIME",
        description =
            "When the last readable line shall fall, for example 2026-01-31T12:00:00Z; all others"
                + " keep their distance to it (default: the start of the current hour).")
    private Instant ending;

    @Option(names = "--keep-times", description = "Send the times of the log as they are.")
    private boolean keepTimes;
  }

  /** A command in given surroundings. */
  public ReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec, surroundings);
    return terminal.run(() -> replay(terminal));
  }

  private int replay(Terminal terminal) throws InterruptedException {
    Path path = surroundings.workingDirectory().resolve(file);
    if (!Files.isRegularFile(path)) {
      // It is read twice, so a pipe won't do.
      throw new CommandFailure(file + " is not a file");
    }
    deliveryOptions.check();
    Api api = apiOptions.resolve(surroundings);
    CombinedLogParser parser = new CombinedLogParser();
    LogFile log = new LogFile(path);
    try (UnreadableLines unreadableLines = new UnreadableLines(unreadableFile(path))) {
      LogSurvey survey = LogSurvey.of(log, parser, unreadableLines);
      unreadableLines.close();
      Optional<OffsetDateTime> last = survey.lastTime();
      if (last.isEmpty()) {
        throw new CommandFailure(
            file + " has no line in the combined log format; " + unreadableLines.firstReason());
      }
      Retiming retiming = retiming(last.get());
      terminal.err().println("last line at " + retiming.apply(last.get()).toInstant());
      LogReplay replay =
          new LogReplay(log, survey, parser, new PageViews(survey.digest(), retiming));
      int exitCode =
          new DeliveryRun(terminal, api, deliveryOptions, surroundings.clock())
              .run("replay", survey.readable(), replay::sendTo);
      terminal.out().println("unreadable: " + survey.unreadable() + keptIn(unreadableLines));
      return exitCode;
    } catch (IOException e) {
      throw new CommandFailure(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private Retiming retiming(OffsetDateTime lastLine) {
    if (times.keepTimes) {
      return Retiming.NONE;
    }
    Instant ending =
        times.ending != null
            ? times.ending
            : surroundings.clock().instant().truncatedTo(ChronoUnit.HOURS);
    return Retiming.ending(lastLine, ending);
  }

  private UnreadableFile unreadableFile(Path log) {
    return new UnreadableFile(
        log,
        Optional.ofNullable(unreadable).map(surroundings.workingDirectory()::resolve),
        surroundings.workingDirectory());
  }

  private static String keptIn(UnreadableLines lines) {
    return lines.path().map(path -> " (kept in " + path + ")").orElse("");
  }
}
