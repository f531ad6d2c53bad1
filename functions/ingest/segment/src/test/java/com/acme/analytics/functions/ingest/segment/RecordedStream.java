package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.functions.ingest.pipeline.EventStream;
import com.acme.analytics.functions.ingest.pipeline.Lane;
import com.acme.analytics.functions.ingest.pipeline.StreamRecord;
import com.acme.analytics.functions.ingest.pipeline.TraceParent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.avro.message.BinaryMessageDecoder;

/** Remembers what was published and acknowledges the positions it is told to. */
final class RecordedStream implements EventStream {
  IntPredicate acknowledged = position -> true;
  private final List<StreamRecord> published = new ArrayList<>();

  @Override
  public BitSet publish(List<StreamRecord> records, TraceParent trace) {
    published.addAll(records);
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
