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
 * Names a set of migrations by its content, so that CloudFormation runs them when one is added and
 * only then.
 */
public final class MigrationsDigest {
  private static final Pattern MIGRATION =
      Pattern.compile("com/acme/analytics/clickhouse/migrations/[^/]+\\.sql");

  private MigrationsDigest() {}

  /**
   * SHA-256 in hexadecimal over the names and contents of the jar's migrations, in order of name.
   *
   * @throws IllegalStateException when the jar has none
   */
  public static String of(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> migrations =
          zip.stream()
              .filter(entry -> MIGRATION.matcher(entry.getName()).matches())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      if (migrations.isEmpty()) {
        throw new IllegalStateException(
            jar + " has no migration (expected: files that match " + MIGRATION + ")");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ZipEntry migration : migrations) {
        digest.update(migration.getName().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (InputStream content = zip.getInputStream(migration)) {
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
