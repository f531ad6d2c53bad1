package com.acme.analytics.cdk.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.cdk.PlaceholderArtifacts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {
  private static final String FOLDER = "com/acme/analytics/clickhouse/migrations/";

  @TempDir private Path directory;

  @Test
  void aChangedFileChangesIt() throws IOException {
    assertThat(digest(FOLDER + "V001__a.sql", "SELECT 1"))
        .isEqualTo(digest(FOLDER + "V001__a.sql", "SELECT 1"))
        .isNotEqualTo(digest(FOLDER + "V001__a.sql", "SELECT 2"))
        .isNotEqualTo(digest(FOLDER + "V002__a.sql", "SELECT 1"));
  }

  @Test
  void aJarWithoutSuchFilesIsRefused() {
    assertThatThrownBy(() -> digest("other/V001__a.sql", "SELECT 1"))
        .hasMessageContaining("has none of its files (expected: some that match ");
  }

  private String digest(String entry, String content) throws IOException {
    Path jar = directory.resolve("functions.jar");
    PlaceholderArtifacts.writeJar(jar, entry, content);
    return ContentDigest.MIGRATIONS.of(jar);
  }
}
