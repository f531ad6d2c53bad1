package com.acme.analytics.flink.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellDirtyRangesTest {
  private static final DirtyRange RANGE = new DirtyRange("a", "windows", 3_600_000);

  @Test
  void aRangeIsToldOnceInAWhile() throws Exception {
    try (var operator = open()) {
      operator.setProcessingTime(1_000);
      for (int n = 0; n < 100; n++) {
        operator.processElement("dirty", 0);
      }
      operator.processElement("clean", 0);
      assertThat(operator.extractOutputValues()).containsExactly(RANGE);

      operator.setProcessingTime(11_000);
      operator.processElement("dirty", 0);
      assertThat(operator.extractOutputValues()).isEqualTo(List.of(RANGE, RANGE));
    }
  }

  private static OneInputStreamOperatorTestHarness<String, DirtyRange> open() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<String, DirtyRange>(
            new ProcessOperator<>(
                new TellDirtyRanges<String>(text -> text.equals("dirty") ? RANGE : null)));
    harness.open();
    return harness;
  }
}
