package com.acme.analytics.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The migrations that come with this build, in order of their versions. */
public final class Migrations {
  /** Resources can't be listed from within a jar, so the files are named here. */
  private static final List<String> FILES =
      List.of(
          "V001__create_events.sql",
          "V002__add_enrichment.sql",
          "V003__index_event_ids.sql",
          "V004__add_declared.sql",
          "V005__create_windows.sql",
          "V006__create_sessions.sql",
          "V007__create_funnels.sql",
          "V008__create_dirty_ranges.sql");

  private Migrations() {}

  /** All of them, from version 1 upwards without a gap. */
  public static List<Migration> all() {
    return FILES.stream().map(file -> Migration.of(file, read(file))).toList();
  }

  /** A hash over all of them, 64 hexadecimal digits: it changes when one is added or changed. */
  public static String fingerprint() {
    String checksums =
        all().stream()
            .map(migration -> migration.version() + " " + migration.checksum())
            .collect(Collectors.joining("\n"));
    return Sha256.hex(checksums.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String file) {
    try (InputStream resource = Migrations.class.getResourceAsStream("migrations/" + file)) {
      if (resource == null) {
        throw new IllegalStateException("migration " + file + " is not among the resources");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("migration " + file + " can't be read", e);
    }
  }
}
