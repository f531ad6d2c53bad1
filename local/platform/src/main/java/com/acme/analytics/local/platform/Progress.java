package com.acme.analytics.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a starting server tells whoever waits for it: a file of lines. The last one is {@link
 * #READY}, or begins with {@link #FAILED}.
 */
final class Progress {
  static final String READY = "ready";
  static final String FAILED = "failed: ";

  private static final String FILE = "progress";

  private final Path file;

  private Progress(Path file) {
    this.file = file;
  }

  static Progress of(Home home) {
    return new Progress(home.run(FILE));
  }

  /** Forgets an earlier start. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Appends one line; a server's threads may call it at the same time. */
  synchronized void say(String line) {
    try {
      Files.writeString(
          file,
          line.replace('\n', ' ') + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }

  /** All whole lines so far. */
  List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
