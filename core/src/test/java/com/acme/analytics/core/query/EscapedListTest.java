package com.acme.analytics.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EscapedListTest {
  @Property
  void splittingUndoesJoining(@ForAll("parts") List<String> parts) {
    String joined = parts.stream().map(EscapedListTest::escape).collect(Collectors.joining(","));

    assertThat(EscapedList.split(joined, ','))
        .map(part -> EscapedList.unescape(part, "filter"))
        .isEqualTo(parts);
  }

  @Provide
  Arbitrary<List<String>> parts() {
    return Arbitraries.strings()
        .withChars(',', '\\', 'a', ':', 'é')
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static String escape(String part) {
    return part.replace("\\", "\\\\").replace(",", "\\,");
  }
}
