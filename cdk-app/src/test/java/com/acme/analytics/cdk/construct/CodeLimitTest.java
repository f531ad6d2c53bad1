package com.acme.analytics.cdk.construct;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.cdk.PlaceholderArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeLimitTest {
  @TempDir Path folder;
  private Path jar;
  private Path layer;

  @BeforeEach
  void writeSixtyBytesOfCodeAndFortyOfALayer() throws IOException {
    jar = folder.resolve("function.jar");
    PlaceholderArtifacts.writeJar(jar, "Code.class", "x".repeat(60));
    layer = Files.createDirectories(folder.resolve("layer"));
    Files.writeString(layer.resolve("data"), "x".repeat(40));
  }

  @Test
  void codeAndLayerCountUnpackedAndTogether() {
    assertThatCode(() -> new CodeLimit(100).accept("ingest", jar, layer))
        .doesNotThrowAnyException();
  }

  @Test
  void aByteMoreIsRefusedWithBothSizes() {
    assertThatThrownBy(() -> new CodeLimit(99).accept("ingest", jar, layer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unpacked size of ingest: 60 of code and 40 of its layer (expected: <= 99 bytes"
                + " together)");
  }
}
