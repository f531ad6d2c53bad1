package com.acme.analytics.benchmarks.stream.job;

import java.io.IOException;
import java.util.List;

/**
 * Runs one thing to be measured and prints what it took, in lines that begin with {@code @}, of
 * words {@code name=value}. It lives until its standard input ends, so it doesn't outlive who
 * started it.
 */
public final class StreamProcess {
  private StreamProcess() {}

  /**
   * Starts it.
   *
   * @param words what to run (operator, source, ids or job), then its arguments, {@code name=value}
   */
  // A job's threads would keep a process alive that has failed.
  @SuppressWarnings("CatchAndPrintStackTrace")
  public static void main(String[] words) {
    Thread guard = new Thread(StreamProcess::endWithInput, "end-with-input");
    guard.setDaemon(true);
    guard.start();
    try {
      Arguments arguments = Arguments.parse(List.of(words).subList(1, words.length));
      switch (words[0]) {
        case "operator" -> new OperatorRun(arguments).run();
        case "source" -> new SourceRun(arguments).run();
        case "ids" -> new IdsRun(arguments).run();
        case "job" -> new JobRun(arguments).run();
        default -> throw new IllegalArgumentException("run: " + words[0]);
      }
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said to it: only the end counts.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
