package com.acme.analytics.integration.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code ./acme}, as its user does, against one home and one range of ports.
 *
 * @param home the platform's folder
 * @param portBase its first port
 */
public record AcmeCommand(Path home, int portBase) {
  private static final Duration BOUND = Duration.ofMinutes(6);

  /** The checkout under test. */
  public static Path checkout() {
    return Path.of(System.getProperty("acme.root"));
  }

  /** Runs the command to its end; it is killed when it takes longer than six minutes. */
  public CommandResult run(String... arguments) {
    try {
      return finish(start(arguments));
    } catch (IOException e) {
      throw new IllegalStateException("can't run ./acme", e);
    }
  }

  /** Starts the command; {@link #finish} awaits it. */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(checkout().resolve("acme").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.getParent().toFile());
    builder.environment().put("ACME_HOME", home.toString());
    builder.environment().put("ACME_PORT_BASE", Integer.toString(portBase));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Awaits the end of a started command. */
  public static CommandResult finish(Process process) {
    CompletableFuture<String> out = readAll(process.getInputStream());
    CompletableFuture<String> err = readAll(process.getErrorStream());
    try {
      if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("./acme did not end within " + BOUND);
      }
      return new CommandResult(process.exitValue(), out.join(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ./acme ran", e);
    }
  }

  private static CompletableFuture<String> readAll(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
