package com.acme.analytics.functions.ingest.rejected;

/**
 * How far someone has read: everything of the groups before, of the group's partitions before, and
 * of the partition up to the offset.
 *
 * @param offset inclusive; -1 when nothing of the partition is read
 */
public record ArchivePosition(ArchiveGroup group, int partition, long offset) {
  /** All objects that hold anything after the position sort after this text. */
  String start() {
    return ArchiveKey.start(group, partition, offset + 1 - ArchiveKey.SPAN);
  }

  /** Whether an object is of the same group and partition. */
  boolean isBeside(ArchiveKey key) {
    return key.partition() == partition && key.group().equals(group);
  }
}
