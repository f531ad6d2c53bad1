package com.acme.analytics.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.alert.Series;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.FixedDimension;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowDimensionTest {
  @Test
  void rulesMayFollowThoseThatThereAreWindowsOf() {
    assertThat(Arrays.stream(WindowDimension.values()).map(WindowDimension::columnName))
        .contains(Series.TOTAL.dimension())
        .filteredOn(name -> !name.equals(Series.TOTAL.dimension()))
        .containsExactlyInAnyOrderElementsOf(
            FixedDimension.AGGREGATED.stream().map(Dimension::columnName).toList());
  }
}
