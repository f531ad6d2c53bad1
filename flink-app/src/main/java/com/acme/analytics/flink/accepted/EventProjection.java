package com.acme.analytics.flink.accepted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * Reads the few fields of an Avro event that the stream works with and skips the others. The
 * fingerprint before the value names the writer's schema; one that is not known is an error, never
 * a guess.
 *
 * <p>Not safe for use by several threads.
 */
public final class EventProjection {
  private static final List<String> FIELDS =
      List.of("customer_id", "event_id", "timestamp", "user_id", "anonymous_id", "user_agent");

  private final BinaryMessageDecoder<GenericRecord> decoder = EventFields.decoder(FIELDS);
  private GenericRecord reused;

  /**
   * Reads the fields, whatever known schema they were written with.
   *
   * @param avro an Avro single object; kept by the result, not copied
   * @throws IOException when it is cut off
   * @throws RuntimeException when it is not an event of a known schema
   */
  public AcceptedEvent project(byte[] avro) throws IOException {
    reused = decoder.decode(avro, reused);
    ByteBuffer id = ByteBuffer.wrap(((GenericFixed) reused.get("event_id")).bytes());
    long high = id.getLong();
    long low = id.getLong();
    return new AcceptedEvent(
        reused.get("customer_id") + "/" + user(high, low),
        high,
        low,
        (Long) reused.get("timestamp"),
        Objects.toString(reused.get("user_agent"), ""),
        avro);
  }

  private Object user(long eventIdHigh, long eventIdLow) {
    Object user = reused.get("user_id");
    if (user == null) {
      user = reused.get("anonymous_id");
    }
    return user == null ? new UUID(eventIdHigh, eventIdLow) : user;
  }
}
