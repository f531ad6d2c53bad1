package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetainedCheckpointsTest {
  @TempDir private Path directory;

  @Test
  void theHighestNumberIsTheNewestNotTheLastByName() throws IOException {
    complete("chk-9");
    complete("chk-10");

    assertThat(newest()).contains(directory.resolve("job/chk-10"));
  }

  @Test
  void aCheckpointWithoutMetadataIsNotComplete() throws IOException {
    complete("chk-3");
    Files.createDirectories(directory.resolve("job/chk-4"));
    Files.createFile(directory.resolve("job/chk-4/._metadata.inprogress.1"));

    assertThat(newest()).contains(directory.resolve("job/chk-3"));
  }

  @Test
  void otherDirectoriesAndOtherJobsAreLeftAside() throws IOException {
    Files.createDirectories(directory.resolve("job/shared"));
    complete("../other/chk-7");

    assertThat(newest()).isEmpty();
  }

  @Test
  void aJobThatNeverRanHasNone() throws IOException {
    assertThat(newest()).isEmpty();
  }

  private Optional<Path> newest() throws IOException {
    return new RetainedCheckpoints(directory, "job").newest();
  }

  private void complete(String name) throws IOException {
    Path checkpoint = Files.createDirectories(directory.resolve("job").resolve(name));
    Files.createFile(checkpoint.resolve("_metadata"));
  }
}
