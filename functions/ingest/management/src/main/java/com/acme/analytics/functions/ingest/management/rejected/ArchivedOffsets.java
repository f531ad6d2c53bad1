package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.rejected.ArchiveEntry;
import com.acme.analytics.functions.ingest.rejected.ArchiveKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which offsets of one group and partition have objects. */
final class ArchivedOffsets {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** Notes that an object holds all of the group from one offset to another. */
  void add(long first, long last) {
    lastByFirst.merge(first, last, Math::max);
  }

  /**
   * The entries without an object, in runs that may become one object each: no run reaches over an
   * object that exists, nor over more than {@link ArchiveKey#SPAN} offsets. So objects never
   * overlap, and the sum of their counts is right.
   *
   * @param entries all the group's entries of a range of the partition, by offset
   */
  List<List<ArchiveEntry>> missing(List<ArchiveEntry> entries) {
    List<List<ArchiveEntry>> runs = new ArrayList<>();
    List<ArchiveEntry> run = new ArrayList<>();
    for (ArchiveEntry entry : entries) {
      if (holds(entry.offset())) {
        continue;
      }
      if (!run.isEmpty() && !joins(run.getFirst().offset(), entry.offset())) {
        runs.add(run);
        run = new ArrayList<>();
      }
      run.add(entry);
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  private boolean holds(long offset) {
    var before = lastByFirst.floorEntry(offset);
    return before != null && before.getValue() >= offset;
  }

  /** Objects hold whole ranges, so one between two offsets begins between them. */
  private boolean joins(long first, long offset) {
    Long between = lastByFirst.higherKey(first);
    return offset - first < ArchiveKey.SPAN && (between == null || between > offset);
  }
}
