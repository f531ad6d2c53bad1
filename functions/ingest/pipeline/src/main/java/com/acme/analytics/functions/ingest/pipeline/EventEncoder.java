package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.tenant.KeyBuckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Turns events into Kafka records. The key is the customer and one of its buckets: a user stays in
 * one bucket, so its events stay in order, and a large customer spreads over partitions.
 *
 * @param hotRetention events that are older than this when received go the historical lane
 */
record EventEncoder(Duration hotRetention) {

  StreamRecord encode(Event event, KeyBuckets buckets, boolean backfill) {
    byte[] value = bytes(Event.getEncoder(), event);
    return new StreamRecord(lane(event, backfill), key(event, buckets), value);
  }

  /** Dead letters of a customer need no order, so they spread by their event. */
  static StreamRecord encode(RejectedEvent event) {
    String key = event.getCustomerId() + '/' + event.getEventId();
    byte[] value = bytes(RejectedEvent.getEncoder(), event);
    return new StreamRecord(Lane.REJECTED, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private Lane lane(Event event, boolean backfill) {
    Instant oldest = event.getReceivedAt().minus(hotRetention);
    return backfill || event.getTimestamp().isBefore(oldest) ? Lane.HISTORICAL : Lane.ACCEPTED;
  }

  private static byte[] key(Event event, KeyBuckets buckets) {
    Long user = event.getUserHash();
    long spread = user == null ? spread(event.getEventId()) : user;
    long bucket = Math.floorMod(spread, buckets.count());
    String key = event.getCustomerId() + '/' + buckets.version() + '.' + bucket;
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Every version of UUID has its random or hashed bits at the end. */
  private static long spread(UUID id) {
    return id.getLeastSignificantBits();
  }

  private static <T> byte[] bytes(BinaryMessageEncoder<T> encoder, T datum) {
    ByteBuffer encoded;
    try {
      encoded = encoder.encode(datum);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] bytes = encoded.array();
    boolean exact = encoded.arrayOffset() == 0 && encoded.remaining() == bytes.length;
    return exact ? bytes : Arrays.copyOfRange(bytes, encoded.position(), encoded.limit());
  }
}
