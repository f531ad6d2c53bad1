package com.acme.analytics.local.emulation.lambda;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lays out what is {@code /var/task} in Lambda: the runtime client makes a function's class path of
 * its working directory and the jars in {@code lib/}. An asset that is a directory has that form
 * already; a jar is linked into one.
 */
final class TaskDirectory {
  private TaskDirectory() {}

  static Path prepare(Path workDirectory, LambdaFunction function) throws IOException {
    Path code = function.code().toAbsolutePath();
    if (Files.isDirectory(code)) {
      return code;
    }
    if (!code.toString().endsWith(".jar") || !Files.isRegularFile(code)) {
      throw new IOException(
          "code of %s: %s (expected: a jar or a directory)".formatted(function.name(), code));
    }
    Path directory = workDirectory.toAbsolutePath().resolve(function.name());
    Path link = directory.resolve("lib").resolve("function.jar");
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, code).getParent().getParent();
  }
}
