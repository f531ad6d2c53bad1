package com.acme.analytics.local.platform;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server in the background and shows its progress until it is ready. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the platform and prints its addresses and a development API key.",
      "When it runs already, it only prints them.",
      "Data stays in .acme (or ACME_HOME). Ports begin at 18100 (or ACME_PORT_BASE)."
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(50);

  @Option(
      names = "--timeout",
      defaultValue = "PT5M",
      description = "How long to wait until it is ready, ISO 8601 (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private PartsOptions parts;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.fromEnvironment();
    Optional<ProcessHandle> running = ServerLock.holder(home);
    if (running.isEmpty()) {
      Progress.of(home).clear();
      follow(home, startServer(home));
    } else {
      follow(home, running.get());
      warnWhenOlderThanTheBuild(running.get());
    }
    return printAddresses(home);
  }

  private ProcessHandle startServer(Home home) throws IOException {
    List<String> command = new ArrayList<>();
    if (new File("/usr/bin/setsid").canExecute()) {
      // A session of its own: closing the terminal or Ctrl-C in it must not reach the platform.
      command.add("/usr/bin/setsid");
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dacme.root=" + Checkout.root(),
            "-cp",
            System.getProperty("java.class.path"),
            Acme.class.getName(),
            "serve"));
    command.addAll(parts.arguments());
    File log = home.logs().resolve("platform.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .redirectErrorStream(true)
            .start();
    return process.toHandle();
  }

  /** Shows what the server says, until it is ready or has failed. */
  private void follow(Home home, ProcessHandle server) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long deadline = System.nanoTime() + timeout.toNanos();
    int shown = 0;
    while (true) {
      boolean alive = server.isAlive();
      List<String> lines = Progress.of(home).lines();
      for (String line : lines.subList(shown, lines.size())) {
        if (line.equals(Progress.READY)) {
          return;
        }
        if (line.startsWith(Progress.FAILED)) {
          throw new IllegalStateException(line.substring(Progress.FAILED.length()));
        }
        out.println("  " + line);
        out.flush();
      }
      shown = lines.size();
      if (!alive) {
        throw new IllegalStateException(
            "the server ended before it was ready; see " + home.logs().resolve("platform.log"));
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "not ready after " + timeout + "; it goes on starting, see ./acme status");
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private void warnWhenOlderThanTheBuild(ProcessHandle server) throws IOException {
    Path built = Checkout.root().resolve("target/built");
    if (Files.exists(built)
        && server
            .info()
            .startInstant()
            .filter(start -> lastModified(built).isAfter(start))
            .isPresent()) {
      spec.commandLine()
          .getErr()
          .println("It runs an older build; ./acme down && ./acme up takes the new one.");
    }
  }

  private static Instant lastModified(Path file) {
    return Instant.ofEpochMilli(file.toFile().lastModified());
  }

  private int printAddresses(Home home) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PlatformDescriptor platform =
        PlatformDescriptor.read(home)
            .orElseThrow(() -> new IllegalStateException("the server stopped meanwhile"));
    out.println();
    out.println("  API        " + platform.api());
    out.println("  Gateway    " + platform.gateway());
    out.println("  API key    " + platform.key());
    out.println("  Dashboard  " + platform.dashboard() + "/#key=" + platform.key());
    for (Extra extra : parts.extras()) {
      out.println("  " + address(extra, platform));
    }
    out.println();
    out.println("Next: ./acme demo, or ./acme replay ACCESS_LOG; ./acme down stops it.");
    return 0;
  }

  /**
   * @throws IllegalStateException where an earlier {@code up} has started it without
   */
  private static String address(Extra extra, PlatformDescriptor platform) {
    return platform.processes().stream()
        .filter(process -> process.name().equals(extra.toString()))
        .map(process -> "%-10s http://127.0.0.1:%d".formatted(extra.title(), process.port()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "it runs without %s (expected: with; ./acme down, then this again)"
                        .formatted(extra)));
  }
}
