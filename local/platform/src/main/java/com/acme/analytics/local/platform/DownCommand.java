package com.acme.analytics.local.platform;

import com.acme.analytics.local.platform.PlatformDescriptor.ProcessDescriptor;
import com.acme.analytics.local.supervisor.DirectoryTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the server and everything it started. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the platform and leaves no process. Its data stays for the next up.")
final class DownCommand implements Callable<Integer> {
  private static final Duration ORDERLY = Duration.ofSeconds(45);
  private static final Duration FORCED = Duration.ofSeconds(15);

  @Option(names = "--purge", description = "Remove all data, logs and keys as well.")
  private boolean purge;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.fromEnvironment();
    PrintWriter out = spec.commandLine().getOut();
    List<ProcessHandle> children = children(home);
    Optional<ProcessHandle> server = ServerLock.holder(home);
    if (server.isPresent()) {
      stop(server.get());
      // The engines watch the server's end of a pipe and leave with it, however it ended.
      for (ProcessHandle child : children) {
        awaitEnd(child, FORCED);
      }
      out.println("Stopped.");
    } else {
      out.println("Nothing runs.");
    }
    PlatformDescriptor.delete(home);
    if (purge) {
      new DirectoryTree(home.path()).delete();
      out.println("Removed " + home.path() + ".");
    }
    return 0;
  }

  private static List<ProcessHandle> children(Home home) throws IOException {
    return PlatformDescriptor.read(home).orElse(PlatformDescriptor.STOPPED).processes().stream()
        .map(ProcessDescriptor::pid)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .toList();
  }

  private static void stop(ProcessHandle server) throws InterruptedException {
    server.destroy();
    if (!awaitEnd(server, ORDERLY)) {
      server.destroyForcibly();
      if (!awaitEnd(server, FORCED)) {
        throw new IllegalStateException("process " + server.pid() + " does not end");
      }
    }
  }

  private static boolean awaitEnd(ProcessHandle process, Duration bound)
      throws InterruptedException {
    try {
      process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("can't wait for process " + process.pid(), e);
    }
  }
}
