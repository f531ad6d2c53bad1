package com.acme.analytics.flink;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.EventProjection;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Events for tests. */
public final class Events {
  private Events() {}

  /** An event of now; its properties are an empty object. */
  public static Event event(String customer, String user, UUID id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return Event.newBuilder()
        .setCustomerId(customer)
        .setEventId(id)
        .setEvent("page_view")
        .setTimestamp(now)
        .setReceivedAt(now)
        .setUserId(user)
        .build();
  }

  /** As ingest writes it to Kafka. */
  public static byte[] avro(Event event) {
    try {
      var buffer = Event.getEncoder().encode(event);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the sinks get it; nothing is known of its device. */
  public static DescribedEvent described(Event event) {
    return new DescribedEvent(accepted(event), Device.NONE);
  }

  /** As the source hands it on. */
  public static AcceptedEvent accepted(Event event) {
    try {
      return new EventProjection().project(avro(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
