package com.acme.analytics.flink.window;

import org.apache.flink.util.MathUtils;

/** A window on the heap: it has changed since the last checkpoint, or has yet to be given. */
final class OpenWindow {
  private final SeriesHour series;
  private final WindowSlot slot;
  private final WindowLength length;
  private final int moment;
  private Aggregate aggregate;
  private boolean changed;
  private boolean shared;

  /** Whether figures of it are to be given. */
  boolean figuresPending;

  /** Whether it is to be given as a whole. */
  boolean wholePending;

  /**
   * @param aggregate as state has it, or a new one
   */
  OpenWindow(SeriesHour series, WindowSlot slot, Aggregate aggregate) {
    this.series = series;
    this.slot = slot;
    this.length = WindowLength.ofSeconds(slot.seconds());
    this.moment = moment(series, slot);
    this.aggregate = aggregate;
  }

  /** The same in every process, unlike a record's own. */
  private static int moment(SeriesHour series, WindowSlot slot) {
    int hash = series.customer().hashCode();
    hash = 31 * hash + series.dimension().hashCode();
    hash = 31 * hash + slot.value().hashCode();
    hash = 31 * hash + slot.seconds();
    hash = 31 * hash + Long.hashCode(slot.start());
    return MathUtils.bitMix(hash);
  }

  WindowSlot slot() {
    return slot;
  }

  WindowLength length() {
    return length;
  }

  /** A number of its own; each is some window's as often as any other. */
  int moment() {
    return moment;
  }

  /** As it is until its next change. */
  Aggregate aggregate() {
    return aggregate;
  }

  /** How many hashes of users it has. */
  int hashes() {
    return aggregate.users().size();
  }

  /** Whether state has an earlier one, or none. */
  boolean changed() {
    return changed;
  }

  /** Adds the events of the other. */
  void merge(Aggregate other) {
    if (shared) {
      aggregate = AggregateSerializer.INSTANCE.copy(aggregate);
      shared = false;
    }
    aggregate.merge(other);
    changed = true;
  }

  /**
   * State has it as it is now. State on the heap has this very aggregate, and a checkpoint reads it
   * for as long as it takes.
   */
  void kept() {
    changed = false;
    shared = true;
  }

  /** As it is until its next change. */
  WindowUpdate update() {
    return new WindowUpdate(
        series.customer(),
        series.dimension(),
        slot.value(),
        slot.seconds(),
        slot.start(),
        aggregate);
  }
}
