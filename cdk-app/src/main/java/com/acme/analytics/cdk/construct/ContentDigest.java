package com.acme.analytics.cdk.construct;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Names a set of a jar's files by their content, so that CloudFormation applies them when one of
 * them changes and only then.
 */
public enum ContentDigest {
  /** The migrations of ClickHouse's tables. */
  MIGRATIONS("com/acme/analytics/clickhouse/migrations/[^/]+\\.sql"),
  /** How Druid takes events in. */
  DRUID_SPECS("com/acme/analytics/druid/[^/]+\\.json");

  private final Pattern files;

  ContentDigest(String files) {
    this.files = Pattern.compile(files);
  }

  /**
   * SHA-256 in hexadecimal over the names and contents of the jar's files, in order of name.
   *
   * @throws IllegalStateException when the jar has none
   */
  public String of(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> files.matcher(entry.getName()).matches())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      if (entries.isEmpty()) {
        throw new IllegalStateException(
            jar + " has none of its files (expected: some that match " + files + ")");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ZipEntry entry : entries) {
        digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (InputStream content = zip.getInputStream(entry)) {
          digest.update(content.readAllBytes());
        }
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " can't be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
