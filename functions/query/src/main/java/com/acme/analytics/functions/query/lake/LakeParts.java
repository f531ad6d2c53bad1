package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Makes parts of about as many rows of ranges, which are told in order of time. */
final class LakeParts {
  private final int rows;
  private final List<LakePart> parts = new ArrayList<>();
  private TimeRange open;
  private long inOpen;

  /**
   * Parts of up to so many rows.
   *
   * @param rows at least 1
   */
  LakeParts(int rows) {
    this.rows = rows;
  }

  /** A range with so many rows goes to the part before it, or begins one, or is several. */
  void add(TimeRange range, long count) {
    if (inOpen + count > rows) {
      close();
    }
    if (count > rows) {
      int shares = Math.toIntExact(Math.ceilDiv(count, rows));
      for (int share = 0; share < shares; share++) {
        parts.add(new LakePart(range, share, shares, Math.ceilDiv(count - share, shares)));
      }
      return;
    }
    open = open == null ? range : new TimeRange(open.from(), range.to());
    inOpen += count;
  }

  /** All of them; nothing is added after it. */
  List<LakePart> all() {
    close();
    return List.copyOf(parts);
  }

  private void close() {
    if (open != null) {
      parts.add(new LakePart(open, 0, 1, inOpen));
      open = null;
      inOpen = 0;
    }
  }
}
