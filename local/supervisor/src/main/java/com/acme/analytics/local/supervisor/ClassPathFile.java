package com.acme.analytics.local.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The class path that an engine's module writes to {@code target/classpath}.
 *
 * @param module the module's directory
 */
public record ClassPathFile(Path module) {
  /**
   * The class path, without the module's own classes.
   *
   * @throws IOException when it can't be read, as when the module isn't built
   */
  public String text() throws IOException {
    Path file = module.resolve("target").resolve("classpath");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s: missing (expected: a module that is built, mvn -pl local/engines/%s -am compile)"
              .formatted(file, module.getFileName()));
    }
    return Files.readString(file).strip();
  }

  /** Its entries, in order. */
  public List<Path> entries() throws IOException {
    return Arrays.stream(text().split(File.pathSeparator, -1)).map(Path::of).toList();
  }
}
