package com.acme.analytics.functions.ingest.pipeline;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A request's events, all of which have been read: each is in one of the lists, and both are in the
 * order of the batch.
 */
record Batch(List<ReadEvent> events, List<Rejection> rejections) {

  /** How many events the request held. */
  int size() {
    return events.size() + rejections.size();
  }

  /** The events at the wanted positions; they keep their indices. */
  Batch only(IntPredicate wanted) {
    return new Batch(
        events.stream().filter(event -> wanted.test(event.index())).toList(),
        rejections.stream().filter(rejection -> wanted.test(rejection.index())).toList());
  }

  /** The index before which exactly that many of the events are. */
  int indexAfter(int count) {
    if (count >= size()) {
      return Integer.MAX_VALUE;
    }
    int read = 0;
    int rejected = 0;
    while (true) {
      int nextRead = read < events.size() ? events.get(read).index() : Integer.MAX_VALUE;
      int nextRejected =
          rejected < rejections.size() ? rejections.get(rejected).index() : Integer.MAX_VALUE;
      if (read + rejected == count) {
        return Math.min(nextRead, nextRejected);
      }
      if (nextRead < nextRejected) {
        read++;
      } else {
        rejected++;
      }
    }
  }
}
