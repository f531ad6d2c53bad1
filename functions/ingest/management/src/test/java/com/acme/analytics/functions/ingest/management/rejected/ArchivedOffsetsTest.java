package com.acme.analytics.functions.ingest.management.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.rejected.ArchiveEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ArchivedOffsetsTest {
  private static final int OFFSETS = 60;

  /** A batch that is delivered, again or for the first time: a range of the partition. */
  private record Batch(int first, int last) {}

  @Property(tries = 500)
  void howeverBatchesAreCutAndRepeatedEachRecordIsInOneObject(
      @ForAll @Size(OFFSETS) List<Boolean> inGroup,
      @ForAll @Size(max = 12) List<@Size(2) List<@IntRange(max = OFFSETS - 1) Integer>> deliveries) {
    TreeMap<Long, List<ArchiveEntry>> objects = new TreeMap<>();
    BitSet delivered = new BitSet();
    for (List<Integer> ends : deliveries) {
      Batch batch =
          new Batch(Math.min(ends.get(0), ends.get(1)), Math.max(ends.get(0), ends.get(1)));
      deliver(batch, inGroup, objects);
      for (int offset = batch.first(); offset <= batch.last(); offset++) {
        delivered.set(offset, inGroup.get(offset));
      }
    }

    List<Long> held = new ArrayList<>();
    objects.values().forEach(run -> run.forEach(entry -> held.add(entry.offset())));
    assertThat(held)
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSameElementsAs(delivered.stream().mapToObj(Long::valueOf).toList());
    long end = -1;
    for (List<ArchiveEntry> run : objects.values()) {
      assertThat(run.getFirst().offset()).isGreaterThan(end);
      end = run.getLast().offset();
    }
  }

  @Test
  void noObjectReachesOverMoreOffsetsThanAReaderLooksBack() {
    List<ArchiveEntry> sparse = List.of(entry(0), entry(9_999), entry(10_000), entry(30_000));

    assertThat(new ArchivedOffsets().missing(sparse))
        .extracting(run -> run.stream().map(ArchiveEntry::offset).toList())
        .containsExactly(List.of(0L, 9_999L), List.of(10_000L), List.of(30_000L));
  }

  private static void deliver(
      Batch batch, List<Boolean> inGroup, Map<Long, List<ArchiveEntry>> objects) {
    List<ArchiveEntry> entries = new ArrayList<>();
    for (int offset = batch.first(); offset <= batch.last(); offset++) {
      if (inGroup.get(offset)) {
        entries.add(entry(offset));
      }
    }
    ArchivedOffsets archived = new ArchivedOffsets();
    objects.forEach((first, run) -> archived.add(first, run.getLast().offset()));
    archived.missing(entries).forEach(run -> objects.put(run.getFirst().offset(), run));
  }

  private static ArchiveEntry entry(long offset) {
    return new UndecodableRecord(Letters.garbage(0, offset), "not_avro", "");
  }
}
