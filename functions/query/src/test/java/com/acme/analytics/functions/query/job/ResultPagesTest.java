package com.acme.analytics.functions.query.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultPagesTest {
  @Test
  void anAnswerWithoutRowsIsOnePage() {
    assertThat(pages(""))
        .containsExactly(
            "{\"columns\":[\"c\"],\"rows\":[],\"meta\":{\"exact\":true},\"page\":1,\"pages\":1}");
  }

  @Test
  void asManyRowsAsAPageHasAreOnePage() {
    assertThat(pages(rows(ResultPages.ROWS, "x"))).hasSize(1);
    assertThat(pages(rows(ResultPages.ROWS + 1, "x")))
        .hasSize(2)
        .last()
        .isEqualTo(
            "{\"columns\":[\"c\"],\"rows\":[[\"x\"]],\"meta\":{\"exact\":true},\"page\":2,\"pages\":2}");
  }

  @Test
  void aPageOfLongRowsEndsBeforeAResponseIsFull() {
    List<String> pages = pages(rows(3_000, "\\\"".repeat(2_000)));

    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(pages).allSatisfy(page -> assertThat(page.length()).isLessThan((2 << 20) + 8_000));
  }

  private static String rows(int count, String cell) {
    return IntStream.range(0, count)
        .mapToObj(i -> "[\"" + cell + "\"]")
        .collect(Collectors.joining(","));
  }

  private static List<String> pages(String rows) {
    String answer = "{\"columns\":[\"c\"],\"rows\":[%s],\"meta\":{\"exact\":true}}".formatted(rows);
    return ResultPages.of(answer.getBytes(StandardCharsets.UTF_8)).documents().stream()
        .map(page -> new String(page, StandardCharsets.UTF_8))
        .toList();
  }
}
