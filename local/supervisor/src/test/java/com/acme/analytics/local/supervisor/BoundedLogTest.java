package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoundedLogTest {
  @TempDir private Path directory;

  @Test
  void whateverAProcessPrintsTheFilesStayBoundedAndEndWithItsLastWords() throws Exception {
    Path file = directory.resolve("logs").resolve("engine.log");
    BoundedLog log = new BoundedLog(file, 20_000);
    StringBuilder printed = new StringBuilder();
    for (int line = 0; line < 10_000; line++) {
      printed.append("line ").append(line).append('\n');
    }

    log.copy(new ByteArrayInputStream(printed.toString().getBytes(StandardCharsets.UTF_8)));

    Path predecessor = file.resolveSibling("engine.log.1");
    assertThat(Files.size(file)).isLessThanOrEqualTo(20_000);
    assertThat(Files.size(predecessor)).isLessThanOrEqualTo(20_000);
    assertThat(printed.toString()).endsWith(Files.readString(predecessor) + Files.readString(file));
    assertThat(log.tail()).endsWith("line 9999");
  }
}
