package com.acme.analytics.cdk.construct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How large a function and its layers may be together, unpacked. Lambda says so when it deploys;
 * here the synthesis does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda's
 *     quotas</a>
 * @param bytes at most
 */
public record CodeLimit(long bytes) {
  public static final CodeLimit LAMBDA = new CodeLimit(250L << 20);

  /**
   * Accepts a function whose jar and layer fit.
   *
   * @param layer folder of the layer's files
   * @throws IllegalArgumentException when they are too large
   */
  public void accept(String function, Path jar, Path layer) {
    try {
      long code = unpacked(jar);
      long files = files(layer);
      if (code + files > bytes) {
        throw new IllegalArgumentException(
            "unpacked size of %s: %d of code and %d of its layer (expected: <= %d bytes together)"
                .formatted(function, code, files, bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long unpacked(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().mapToLong(ZipEntry::getSize).sum();
    }
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
