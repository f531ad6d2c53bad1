package com.acme.analytics.local.emulation.web;

import com.acme.analytics.local.emulation.model.WebSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Copies the sources of a bucket deployment into a folder, as the CDK's does into a bucket. */
final class BucketDeployment {
  private final Path bucket;

  BucketDeployment(Path bucket) {
    this.bucket = bucket;
  }

  /** Replaces what is in the folder. */
  void deploy(List<WebSite.Source> sources) throws IOException {
    clear();
    for (WebSite.Source source : sources) {
      Path target = Files.createDirectories(bucket.resolve(source.keyPrefix()));
      try (var files = Files.walk(source.directory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = target.resolve(source.directory().relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.write(copy, replaced(Files.readAllBytes(file), source.replacements()));
        }
      }
    }
  }

  private void clear() throws IOException {
    if (Files.exists(bucket)) {
      try (var old = Files.walk(bucket)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(bucket);
  }

  /** Latin 1 maps each byte to a character and back, so files of any kind come through whole. */
  private static byte[] replaced(byte[] file, Map<String, String> replacements) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String result = text;
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      result = result.replace(replacement.getKey(), replacement.getValue());
    }
    return result.equals(text) ? file : result.getBytes(StandardCharsets.ISO_8859_1);
  }
}
