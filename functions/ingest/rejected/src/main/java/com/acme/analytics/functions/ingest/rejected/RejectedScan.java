package com.acme.analytics.functions.ingest.rejected;

import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the dead letters a query means, oldest hour first, until there is none or the budget is
 * spent; then {@link #position} says where to go on.
 */
public final class RejectedScan implements AutoCloseable {
  private final ArchiveBucket bucket;
  private final RejectedQuery query;
  private final ScanBudget budget;
  private final ArchiveWalk walk;

  private ArchiveSlice slice;
  private DeadLetterLines lines;
  private Optional<ArchivePosition> position;
  private boolean finished;

  public RejectedScan(ArchiveBucket bucket, RejectedQuery query, ScanBudget budget) {
    this.bucket = bucket;
    this.query = query;
    this.budget = budget;
    this.walk = new ArchiveWalk(bucket, query, budget);
    this.position = query.after();
  }

  /**
   * The next dead letter that matches; empty at the end or when the budget is spent.
   *
   * @throws ArchiveUnavailableException when S3 does not answer
   */
  public Optional<DeadLetter> next() {
    while (lines != null || open()) {
      Optional<DeadLetter> letter = lines.next();
      if (letter.isEmpty()) {
        endObject();
      } else if (letter.get().offset() > slice.after()) {
        position = Optional.of(at(letter.get().offset()));
        if (query.matches(letter.get())) {
          return letter;
        }
      }
    }
    return Optional.empty();
  }

  /** Where to go on after what {@link #next} has given; empty at the beginning. */
  public Optional<ArchivePosition> position() {
    return position;
  }

  /** Whether there is nothing after the position. */
  public boolean isFinished() {
    return finished;
  }

  /** Goes to the next object that can be read; false when there is none, or none is allowed. */
  private boolean open() {
    while (!finished && budget.takeObject()) {
      Optional<ArchiveSlice> next = walk.next();
      if (next.isEmpty()) {
        finished = walk.isFinished();
        position = walk.position();
        return false;
      }
      slice = next.get();
      Optional<InputStream> object = bucket.open(slice.key().text());
      if (object.isPresent()) {
        lines = new DeadLetterLines(query.customer().value(), object.get());
        return true;
      }
    }
    return false;
  }

  private void endObject() {
    position = Optional.of(at(slice.key().last()));
    close();
  }

  private ArchivePosition at(long offset) {
    return new ArchivePosition(slice.key().group(), slice.key().partition(), offset);
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
