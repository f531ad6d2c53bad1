package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a process prints, kept in a file of bounded size and one predecessor. Appends across
 * restarts, so that a crash's last words stay readable.
 */
final class BoundedLog {
  private static final int TAIL_LINES = 15;

  private final Path file;
  private final long maxBytes;

  /** A log in {@code file} and, when that has reached {@code maxBytes}, {@code file}.1. */
  BoundedLog(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** Copies a process's output until it ends; draining goes on when the file can't be written. */
  void copy(InputStream output) throws IOException {
    byte[] buffer = new byte[8192];
    int length;
    while ((length = output.read(buffer)) >= 0) {
      append(buffer, length);
    }
  }

  private synchronized void append(byte[] bytes, int length) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) + length > maxBytes) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(bytes, 0, length);
    }
  }

  /** The last lines, for a message about a process that ended. */
  synchronized String tail() throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
