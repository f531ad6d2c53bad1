package com.acme.analytics.local.platform;

import com.acme.analytics.local.platform.PlatformDescriptor.ProcessDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs; the exit code is 0 when every process is healthy. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the processes, their health and memory. Exits with 1 unless all are well.")
final class StatusCommand implements Callable<Integer> {
  private static final double MIB = 1024 * 1024;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Home home = Home.fromEnvironment();
    // The file of a server that was killed is stale; the lock tells.
    PlatformDescriptor platform =
        ServerLock.holder(home).isPresent()
            ? PlatformDescriptor.read(home).orElse(PlatformDescriptor.STOPPED)
            : PlatformDescriptor.STOPPED;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(platform.toJson());
    } else {
      print(platform, out);
    }
    boolean well =
        !platform.processes().isEmpty()
            && platform.processes().stream().allMatch(ProcessDescriptor::healthy);
    return well ? 0 : 1;
  }

  private static void print(PlatformDescriptor platform, PrintWriter out) {
    if (platform.processes().isEmpty()) {
      out.println("Nothing runs; start it with ./acme up.");
      return;
    }
    out.println("API        " + platform.api());
    out.println("Gateway    " + platform.gateway());
    out.println("API key    " + platform.key());
    out.println("Dashboard  " + platform.dashboard());
    out.println();
    out.printf("%-24s %8s %6s %-9s %8s%n", "process", "pid", "port", "health", "MiB");
    long total = 0;
    for (ProcessDescriptor process : platform.processes()) {
      total += process.rss_bytes();
      out.printf(
          Locale.ROOT,
          "%-24s %8d %6s %-9s %8.0f%n",
          process.name(),
          process.pid(),
          process.port() == null ? "" : process.port(),
          process.healthy() ? "healthy" : "unhealthy",
          process.rss_bytes() / MIB);
    }
    out.printf(Locale.ROOT, "%-24s %8s %6s %-9s %8.0f%n", "total", "", "", "", total / MIB);
  }
}
