package com.acme.analytics.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void everyFileOfTheFolderIsAMigrationAndVersionsHaveNoGap() throws IOException {
    Path folder = Path.of("src/main/resources/com/acme/analytics/clickhouse/migrations");
    List<String> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.map(file -> file.getFileName().toString()).sorted().toList();
    }

    assertThat(Migrations.all())
        .extracting(m -> "V%03d__%s.sql".formatted(m.version(), m.name()))
        .containsExactlyElementsOf(files);
    assertThat(Migrations.all())
        .extracting(Migration::version)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, files.size()).boxed().toList());
  }

  @Test
  void theFingerprintIsTheSameEachTime() {
    assertThat(Migrations.fingerprint())
        .isEqualTo(Migrations.fingerprint())
        .matches("[0-9a-f]{64}");
  }
}
