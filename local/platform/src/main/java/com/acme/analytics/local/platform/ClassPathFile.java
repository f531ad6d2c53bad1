package com.acme.analytics.local.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A class path as an engine's module writes it to {@code target/classpath}. */
final class ClassPathFile {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private ClassPathFile() {}

  static List<Path> read(Path file) throws IOException {
    return Arrays.stream(SEPARATOR.split(Files.readString(file).trim(), -1))
        .map(Path::of)
        .toList();
  }
}
