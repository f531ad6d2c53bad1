package com.acme.analytics.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredPropertiesTest {
  @ParameterizedTest
  @ValueSource(strings = {"event", "path", "utm_source", "bot", "total"})
  void aDimensionHasNoNameOfAnother(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredProperties.of(List.of(name), List.of()))
        .withMessageContaining("dimensions: \"" + name + "\" (expected: ");
    assertThat(DeclaredProperties.of(List.of(), List.of(name)).measures()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a`b", "a\nb", "properties.a"})
  void whatNoPropertyIsCalledIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredProperties.of(List.of(), List.of(path)))
        .withMessageContaining("measures: \"" + path + "\" (expected: a property's path");
  }

  @Test
  void thereAreNoMoreThanTenDimensionsAndFiveMeasures() {
    List<String> eleven = IntStream.range(0, 11).mapToObj(i -> "p" + i).toList();

    assertThat(DeclaredProperties.of(eleven.subList(0, 10), eleven.subList(0, 5)).isEmpty())
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredProperties.of(eleven, List.of()))
        .withMessage("dimensions: 11 (expected: at most 10)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredProperties.of(List.of(), eleven.subList(0, 6)))
        .withMessage("measures: 6 (expected: at most 5)");
  }

  @Test
  void eachIsDeclaredOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredProperties.of(List.of("a", "a"), List.of()))
        .withMessage("dimensions: \"a\" twice (expected: each once)");
  }

  @Test
  void theTreeHasAPlaceForEachPathAndOnTheWayToIt() {
    DeclaredPath top = DeclaredProperties.of(List.of("a.b", "c"), List.of("c", "a.b.d")).top();

    DeclaredPath both = top.below("c");
    assertThat(both.isDimension() && both.isMeasure()).isTrue();
    assertThat(top.below("a").bit()).isZero();
    assertThat(top.below("a").below("b").path()).isEqualTo("a.b");
    assertThat(top.below("a.b")).isSameAs(top.below("a").below("b"));
    assertThat(top.below("a.b").below("d").isMeasure()).isTrue();
    assertThat(top.below("a").below("b.d")).isSameAs(top.below("a.b.d"));
    assertThat(top.below("b")).isNull();
    assertThat(top.below("a.")).isNull();
    assertThat(top.below("a.b").bit() | top.below("c").bit() | top.below("a.b.d").bit())
        .isEqualTo(top.bit())
        .isEqualTo(7);
  }
}
