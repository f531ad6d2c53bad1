package com.acme.analytics.local.engines.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs an engine's main class and ends this JVM when standard input does. The supervisor holds the
 * other end of that pipe and never writes to it, so the pipe ends when the supervisor closes it or
 * dies, by whatever signal: an engine can't outlive it.
 */
public final class EngineGuard {
  /** How long shutdown hooks may take before the JVM halts. */
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(20);

  private EngineGuard() {}

  /**
   * Starts the engine.
   *
   * @param args the engine's main class, then the arguments of that class
   * @throws Throwable whatever the engine's main method throws
   */
  public static void main(String[] args) throws Throwable {
    if (args.length == 0) {
      throw new IllegalArgumentException("arguments: [] (expected: a main class, its arguments)");
    }
    InputStream lifeline = System.in;
    daemon("engine-guard", () -> exitAtEndOf(lifeline));
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exitAtEndOf(InputStream lifeline) {
    try {
      lifeline.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("engine-guard: standard input failed, which ends the engine: " + e);
    }
    daemon("engine-guard-halt", EngineGuard::haltAfterOrderlyStop);
    System.exit(0);
  }

  private static void haltAfterOrderlyStop() {
    try {
      Thread.sleep(ORDERLY_STOP.toMillis());
    } catch (InterruptedException e) {
      System.err.println("engine-guard: interrupted, halting now");
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
