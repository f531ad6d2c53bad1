package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpmPackagesTest {
  private static final String MANIFEST = "{\"name\": \"pinned\", \"version\": \"1.0.0\"}";

  @TempDir private Path directory;
  private Path source;
  private NpmPackages packages;

  @BeforeEach
  void makeSource() throws Exception {
    source = Files.createDirectory(directory.resolve("pinned"));
    packages = new NpmPackages(directory.resolve("cache"));
    Files.writeString(source.resolve("package.json"), MANIFEST);
    Files.writeString(source.resolve(".npmrc"), "omit-lockfile-registry-resolved=true\n");
    Files.writeString(
        source.resolve("package-lock.json"),
        """
        {"name": "pinned", "version": "1.0.0", "lockfileVersion": 3,
         "packages": {"": {"name": "pinned", "version": "1.0.0"}}}
        """);
  }

  @Test
  void thoseWhoAskAtTheSameTimeShareOneInstallation() throws Exception {
    Callable<Path> install = () -> packages.install(source);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Path> answers =
          threads.invokeAll(List.of(install, install, install, install)).stream()
              .map(Future::resultNow)
              .distinct()
              .toList();

      assertThat(answers).hasSize(1);
    }
    try (Stream<Path> entries = Files.list(directory.resolve("cache"))) {
      assertThat(entries.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void aFailureSaysWhatNpmSaidAndLeavesNoInstallation() throws Exception {
    Files.writeString(source.resolve("package.json"), "no JSON");

    assertThatThrownBy(() -> packages.install(source))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("npm ci")
        .hasMessageContaining("npm error");
    try (Stream<Path> entries = Files.list(directory.resolve("cache"))) {
      assertThat(entries.filter(Files::isDirectory)).isEmpty();
    }
  }
}
