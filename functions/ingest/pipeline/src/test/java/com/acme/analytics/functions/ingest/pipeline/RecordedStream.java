package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.avro.message.BinaryMessageDecoder;

/** Remembers what was published and acknowledges the positions it is told to. */
final class RecordedStream implements EventStream {
  final List<StreamRecord> published = new ArrayList<>();
  final List<TraceParent> traces = new ArrayList<>();
  IntPredicate acknowledged = position -> true;

  @Override
  public BitSet publish(List<StreamRecord> records, TraceParent trace) {
    published.addAll(records);
    traces.add(trace);
    BitSet stored = new BitSet();
    for (int i = 0; i < records.size(); i++) {
      stored.set(i, acknowledged.test(i));
    }
    return stored;
  }

  /** The accepted events among what was published. */
  List<Event> events() {
    return published.stream()
        .filter(record -> record.lane() != Lane.REJECTED)
        .map(record -> decode(Event.getDecoder(), record))
        .toList();
  }

  /** The dead letters among what was published. */
  List<RejectedEvent> deadLetters() {
    return published.stream()
        .filter(record -> record.lane() == Lane.REJECTED)
        .map(record -> decode(RejectedEvent.getDecoder(), record))
        .toList();
  }

  private static <T> T decode(BinaryMessageDecoder<T> decoder, StreamRecord record) {
    try {
      return decoder.decode(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
