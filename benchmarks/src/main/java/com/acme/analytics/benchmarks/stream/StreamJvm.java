package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.local.supervisor.ClassPathFile;
import com.acme.analytics.local.supervisor.Jdk;
import com.acme.analytics.local.supervisor.JdkFinder;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process that runs one thing in Flink, on the JDK of Managed Flink where there is one. The
 * warm-up of one is not that of another.
 */
final class StreamJvm implements AutoCloseable {
  private static final int MANAGED_FLINK_JAVA = 17;
  private static final String MAIN = "com.acme.analytics.benchmarks.stream.job.StreamProcess";

  private final String what;
  private final Path log;
  private final Process process;
  private final CompletableFuture<Measured> measured = new CompletableFuture<>();

  /**
   * @param what operator, source, ids or job
   * @param flags of the JVM, beside those it needs
   * @param arguments {@code name=value} each
   */
  StreamJvm(StreamEngines engines, String what, List<String> flags, List<String> arguments)
      throws IOException {
    this.what = what;
    Path root = Path.of(System.getProperty("acme.root"));
    Path module = root.resolve("benchmarks/stream");
    log = Files.createDirectories(root.resolve("benchmarks/target")).resolve("stream.log");
    List<String> command = new ArrayList<>();
    command.add(jdk().java().toString());
    command.addAll(flags());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        module.resolve("target/classes") + File.pathSeparator + new ClassPathFile(module).text());
    command.add(MAIN);
    command.add(what);
    Path work = Files.createTempDirectory(engines.work(), what);
    command.add("work=" + work);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ACME_"));
    builder.environment().putAll(engines.environment(work.getFileName().toString()));
    process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    PrintWriter to = new PrintWriter(Files.newBufferedWriter(log), /* autoFlush= */ true);
    Thread.ofPlatform().daemon().name("output of " + what).start(() -> read(output, to));
  }

  static Jdk jdk() {
    return JdkFinder.ofThisMachine().find(MANAGED_FLINK_JAVA).orElseGet(Jdk::running);
  }

  private static List<String> flags() {
    // With RocksDB's memory beside it, what Managed Flink gives with a core.
    List<String> flags = new ArrayList<>(List.of("-Xms3g", "-Xmx3g"));
    // Flink's own default options (env.java.opts.all) open these.
    for (String opened :
        List.of("lang", "lang.reflect", "net", "nio", "text", "time", "util", "util.concurrent")) {
      flags.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    if (jdk().feature() >= 24) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    return flags;
  }

  /** Waits for what it has measured. */
  Measured measured() throws IOException, InterruptedException {
    try {
      return measured.get();
    } catch (ExecutionException e) {
      throw new IOException(what + ": ended without a result, see " + log, e.getCause());
    }
  }

  /** To the end of the process: what it prints must not wait for a reader. */
  private void read(BufferedReader output, PrintWriter to) {
    try (output;
        to) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("@")) {
          measured.complete(Measured.parse(line.substring(1)));
        } else {
          to.println(line);
        }
      }
      measured.completeExceptionally(new EOFException("end of its output"));
    } catch (IOException e) {
      // The process was ended, which closes its output.
      measured.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /**
   * Words and their values.
   *
   * @param values by their names
   */
  record Measured(Map<String, String> values) {
    static Measured parse(String line) {
      return new Measured(
          List.of(line.split(" ", -1)).stream()
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(word -> word[0], word -> word[1])));
    }

    double number(String name) {
      return Double.parseDouble(values.get(name));
    }

    String text(String name) {
      return values.get(name);
    }

    /** Records for a second of CPU time. */
    double perCore() {
      return number("records") * 1e9 / number("cpu_nanos");
    }

    /** Records a second by the clock. */
    double perSecond() {
      return number("records") * 1e9 / number("nanos");
    }

    /** CPU time of a record. */
    double micros() {
      return number("cpu_nanos") / 1e3 / number("records");
    }
  }
}
