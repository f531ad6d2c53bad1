package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EncodedRowsTest {
  private final EncodedRowsSerializer serializer = new EncodedRowsSerializer();

  @Property(tries = 100)
  void aPartComesBackFromACheckpointAsItWas(
      @ForAll List<String> texts, @ForAll @IntRange(max = 3) int skipped) throws IOException {
    int from = Math.min(skipped, texts.size());
    EncodedRows part = TextRows.encoded(texts).part(from, texts.size());

    EncodedRows read = serializer.deserialize(1, serializer.serialize(part));

    assertThat(RecordingTier.texts(read)).isEqualTo(RecordingTier.texts(part));
    assertThat(read.columns()).containsExactly("text");
    assertThat(read.length()).isEqualTo(part.length());
  }

  @Test
  void anUnknownVersionIsRefused() throws IOException {
    byte[] rows = serializer.serialize(TextRows.encoded(List.of("a")));

    assertThatThrownBy(() -> serializer.deserialize(2, rows))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2 (expected: 1)");
  }
}
