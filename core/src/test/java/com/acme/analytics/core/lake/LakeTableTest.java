package com.acme.analytics.core.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LakeTableTest {
  @Test
  void columnsAreNumberedInTheirOrderAndNoNameIsUsedTwice() {
    assertThat(LakeTable.COLUMNS)
        .extracting(LakeColumn::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, LakeTable.COLUMNS.size()).boxed().toList());
    assertThat(LakeTable.COLUMNS).extracting(LakeColumn::name).doesNotHaveDuplicates();
  }

  @Test
  void aPartitionIsMadeOfAColumnThatEachRowHas() {
    assertThat(LakeTable.PARTITIONS)
        .allSatisfy(
            partition ->
                assertThat(LakeTable.COLUMNS)
                    .filteredOn(column -> column.name().equals(partition.column()))
                    .allMatch(LakeColumn::required)
                    .hasSize(1));
  }
}
