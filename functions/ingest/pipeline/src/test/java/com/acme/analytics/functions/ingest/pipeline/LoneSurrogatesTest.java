package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

final class LoneSurrogatesTest {
  @Property
  void areFoundJustWhereTheTextCannotBeEncoded(
      @ForAll @CharRange(from = '\uD7FE', to = '\uE001') @StringLength(max = 6) String text) {
    StringBuilder json = new StringBuilder("\"\\\\u \\n");
    text.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    byte[] bytes = json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    assertThat(LoneSurrogates.areIn(bytes, 0, bytes.length))
        .isEqualTo(!StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }
}
