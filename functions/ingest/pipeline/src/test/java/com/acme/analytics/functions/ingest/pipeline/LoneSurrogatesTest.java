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

  @Property
  void areReplacedAndNothingElseIs(
      @ForAll @CharRange(from = '\uD7FE', to = '\uE001') @StringLength(max = 6) String text) {
    StringBuilder json = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean lone = Character.getType(c) == Character.SURROGATE;
              for (char unit : Character.toChars(c)) {
                json.append("\\u%04x".formatted((int) unit));
                expected.append("\\u%04x".formatted(lone ? 0xFFFD : (int) unit));
              }
            });
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(new String(LoneSurrogates.replacedIn(bytes).orElse(bytes), StandardCharsets.UTF_8))
        .isEqualTo(expected.toString());
  }
}
