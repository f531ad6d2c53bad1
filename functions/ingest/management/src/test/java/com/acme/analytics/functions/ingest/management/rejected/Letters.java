package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.event.RejectedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Dead letters to test with. */
final class Letters {
  static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");

  private Letters() {}

  /** A schema violation of {@code acme} at noon, changed to the test's liking. */
  static RejectedEvent letter(Consumer<RejectedEvent> change) {
    RejectedEvent event = new RejectedEvent();
    event.setCustomerId("acme");
    event.setEventId(UUID.randomUUID().toString());
    event.setEvent("page_view");
    event.setCode("schema_violation");
    event.setPointer("/properties/price");
    event.setDetail("price: text (expected: a number)");
    event.setOriginal(utf8("{\"event\":\"page_view\",\"properties\":{\"price\":\"1\"}}"));
    event.setReceivedAt(NOON);
    event.setSource("lambda");
    event.setClientNetwork("192.0.2.0");
    event.setUserAgent("curl/8.5.0");
    change.accept(event);
    return event;
  }

  static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A record as the pipeline writes it. */
  static KafkaRecord record(int partition, long offset, Consumer<RejectedEvent> change) {
    return new KafkaRecord(partition, offset, NOON, encode(letter(change)));
  }

  static KafkaRecord record(int partition, long offset) {
    return record(partition, offset, letter -> {});
  }

  static KafkaRecord garbage(int partition, long offset, byte... value) {
    return new KafkaRecord(partition, offset, NOON, value);
  }

  static byte[] encode(RejectedEvent event) {
    try {
      ByteBuffer buffer = RejectedEvent.getEncoder().encode(event);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
