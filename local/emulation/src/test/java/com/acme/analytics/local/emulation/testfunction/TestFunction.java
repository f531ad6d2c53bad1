package com.acme.analytics.local.emulation.testfunction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A function that does what its payload says, so that tests can make it fail in each way. */
public final class TestFunction implements RequestStreamHandler {
  private static final String MARKS = System.getenv("TEST_MARKS");

  /** Fails to initialize where the environment says so. */
  public TestFunction() {
    if ("true".equals(System.getenv("TEST_FAILS_TO_START"))) {
      throw new IllegalStateException("told to fail");
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String command = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    switch (command) {
      case "\"pid\"" -> write(out, Long.toString(ProcessHandle.current().pid()));
      case "\"environment\"" -> write(out, quoted(System.getenv().toString()));
      case "\"context\"" ->
          write(out, quoted(context.getFunctionName() + " " + context.getInvokedFunctionArn()));
      case "\"throw\"" -> throw new IllegalStateException("told to throw");
      case "\"exit\"" -> Runtime.getRuntime().halt(3);
      case "\"hang\"" -> hang();
      case "\"large\"" -> {
        byte[] large = new byte[7 * 1024 * 1024];
        Arrays.fill(large, (byte) '1');
        out.write(large);
      }
      default -> {
        if (command.startsWith("\"meet ")) {
          meet(Integer.parseInt(command.substring(6, command.length() - 1)));
          write(out, Long.toString(ProcessHandle.current().pid()));
        } else {
          out.write(command.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Returns once so many environments are here at once. */
  private static void meet(int expected) throws IOException {
    Path directory = Files.createDirectories(Path.of(MARKS));
    Files.writeString(directory.resolve("here-" + ProcessHandle.current().pid()), "");
    while (count(directory) < expected) {
      Thread.onSpinWait();
    }
  }

  private static long count(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("here-")).count();
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
