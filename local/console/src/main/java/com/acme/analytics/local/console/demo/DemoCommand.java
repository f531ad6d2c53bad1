package com.acme.analytics.local.console.demo;

import com.acme.analytics.local.console.client.ApiOptions;
import com.acme.analytics.local.console.client.DeliveryOptions;
import com.acme.analytics.local.console.client.DeliveryRun;
import com.acme.analytics.local.console.client.Pace;
import com.acme.analytics.local.console.terminal.DurationConverter;
import com.acme.analytics.local.console.terminal.Progress;
import com.acme.analytics.local.console.terminal.Surroundings;
import com.acme.analytics.local.console.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code acme demo}: sends the events of a simulated online shop. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Sends events of a simulated online shop, whose true counts are known.",
      "The same seed and --ending give the same events, so sending them again changes nothing."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration DEFAULT_HISTORY = Duration.ofDays(3);
  private static final int DEFAULT_RATE = 5;
  private static final int MAX_RATE = 10_000;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions apiOptions;
  @Mixin private DeliveryOptions deliveryOptions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Other seeds make other visitors (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many people and crawlers there are (default: ${DEFAULT-VALUE}).")
  private int visitors;

  @Option(
      names = "--history",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Send so much of the past at once, at least 4h (default: 3d).")
  private Duration history;

  @Option(
      names = "--ending",
      paramLabel = "TIME",
      description = "When the history ends (default: the start of the current hour).")
  private Instant ending;

  @Option(names = "--live", description = "Send events as they happen, until Ctrl-C.")
  private boolean live;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Live events a second, 1 to 10000 (default: 5).")
  private Integer rate;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to send live events, for example 5m.")
  private Duration length;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Write the true counts of what is sent as JSON.")
  private Path truth;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Send nothing; write the page views of the history as an access log.")
  private Path log;

  /** A command in given surroundings. */
  public DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    Terminal terminal = Terminal.of(spec, surroundings);
    return terminal.run(() -> live ? sendLive(terminal) : fromHistory(terminal));
  }

  private int fromHistory(Terminal terminal) throws InterruptedException {
    Instant to =
        ending != null
            ? ending.truncatedTo(ChronoUnit.MILLIS)
            : surroundings.clock().instant().truncatedTo(ChronoUnit.HOURS);
    HistoryDemo demo =
        new HistoryDemo(
            new Seed(seed), visitors, to.minus(history == null ? DEFAULT_HISTORY : history), to);
    if (log != null) {
      long lines = demo.writeLog(surroundings.workingDirectory().resolve(log));
      terminal.out().println("lines: " + lines + " (one of them malformed on purpose)");
      return 0;
    }
    terminal.err().println("history ends at " + to);
    return run(terminal)
        .run("demo", Progress.UNKNOWN, delivery -> demo.send(delivery, truthFile()));
  }

  private int sendLive(Terminal terminal) throws InterruptedException {
    LiveDemo demo =
        new LiveDemo(
            new Seed(seed),
            visitors,
            rate == null ? DEFAULT_RATE : rate,
            Optional.ofNullable(length),
            surroundings.clock(),
            Pace.real());
    try (Interruption interruption = new Interruption()) {
      return run(terminal)
          .run(
              "demo",
              Progress.UNKNOWN,
              delivery -> demo.send(delivery, truthFile(), interruption::wished));
    }
  }

  private DeliveryRun run(Terminal terminal) {
    return new DeliveryRun(
        terminal, apiOptions.resolve(surroundings), deliveryOptions, surroundings.clock());
  }

  private Optional<TruthFile> truthFile() {
    return Optional.ofNullable(truth)
        .map(surroundings.workingDirectory()::resolve)
        .map(TruthFile::new);
  }

  private void check() {
    deliveryOptions.check();
    require(visitors > 0, "--visitors: " + visitors + " (expected: > 0)");
    require(
        history == null || history.compareTo(AwkwardVisits.ROOM) >= 0,
        "--history: " + history + " (expected: at least 4h)");
    require(
        rate == null || (rate >= 1 && rate <= MAX_RATE),
        "--rate: " + rate + " (expected: 1 to " + MAX_RATE + ")");
    require(
        !live || (history == null && ending == null && log == null),
        "--live goes neither with --history and --ending nor with --log");
    require(live || (rate == null && length == null), "--rate and --for need --live");
    require(log == null || truth == null, "--log goes without --truth: count the log itself");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
