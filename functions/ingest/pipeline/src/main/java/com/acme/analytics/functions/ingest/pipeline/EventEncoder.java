package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns an event into the key and value of a Kafka record. */
final class EventEncoder {
  private EventEncoder() {}

  static Candidate encode(Event event, int index) {
    return new Candidate(index, event.getEventId(), key(event), value(event));
  }

  private static byte[] key(Event event) {
    String who = event.getUserId();
    if (who == null) {
      who = event.getAnonymousId();
    }
    if (who == null) {
      who = event.getEventId().toString();
    }
    return (event.getCustomerId() + '/' + who).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(Event event) {
    ByteBuffer encoded;
    try {
      encoded = Event.getEncoder().encode(event);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] bytes = encoded.array();
    boolean exact = encoded.arrayOffset() == 0 && encoded.remaining() == bytes.length;
    return exact ? bytes : Arrays.copyOfRange(bytes, encoded.position(), encoded.limit());
  }
}
