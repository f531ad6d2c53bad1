package com.acme.analytics.functions.ingest.pipeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Remembers what was published and acknowledges the positions it is told to. */
final class RecordedStream implements EventStream {
  final List<Candidate> published = new ArrayList<>();
  final List<TraceParent> traces = new ArrayList<>();
  IntPredicate acknowledged = position -> true;

  @Override
  public BitSet publish(List<Candidate> events, TraceParent trace) {
    published.addAll(events);
    traces.add(trace);
    BitSet stored = new BitSet();
    for (int i = 0; i < events.size(); i++) {
      stored.set(i, acknowledged.test(i));
    }
    return stored;
  }
}
