package com.acme.analytics.flink.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.WithNull;
import org.apache.avro.message.MissingSchemaException;
import org.junit.jupiter.api.Test;

class EventProjectionTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  @Property(tries = 300)
  void whatIsProjectedIsWhatAFullDecodeReads(
      @ForAll @NotBlank String customer,
      @ForAll long high,
      @ForAll long low,
      @ForAll @LongRange(min = -1L << 45, max = 1L << 45) long timestamp,
      @ForAll @WithNull String user,
      @ForAll @WithNull String anonymous,
      @ForAll @WithNull String userAgent,
      @ForAll String properties)
      throws IOException {
    Event event = Events.event(customer, user, new UUID(high, low));
    event.setTimestamp(Instant.ofEpochMilli(timestamp));
    event.setAnonymousId(anonymous);
    event.setUserAgent(userAgent);
    event.setProperties(properties);

    AcceptedEvent projected = new EventProjection().project(Events.avro(event));

    Event decoded = Event.getDecoder().decode(projected.avro());
    assertThat(decoded).isEqualTo(event);
    assertThat(new UUID(projected.eventIdHigh(), projected.eventIdLow()))
        .isEqualTo(decoded.getEventId());
    assertThat(projected.timestampMillis()).isEqualTo(decoded.getTimestamp().toEpochMilli());
    String key =
        user != null ? user : anonymous != null ? anonymous : event.getEventId().toString();
    assertThat(projected.userKey()).isEqualTo(customer + "/" + key);
    assertThat(projected.userAgent()).isEqualTo(userAgent == null ? "" : userAgent);
  }

  @Test
  void oneProjectionReadsManyEventsWithoutMixingThem() throws IOException {
    EventProjection projection = new EventProjection();

    AcceptedEvent first = projection.project(Events.avro(Events.event("a", "u1", ID)));
    AcceptedEvent second = projection.project(Events.avro(Events.event("b", null, new UUID(1, 2))));

    assertThat(first.userKey()).isEqualTo("a/u1");
    assertThat(first.eventIdHigh()).isEqualTo(ID.getMostSignificantBits());
    assertThat(second.userKey()).isEqualTo("b/00000000-0000-0001-0000-000000000002");
  }

  @Test
  void anEventOfAnUnknownSchemaIsAnError() {
    byte[] avro = Events.avro(Events.event("a", "u", ID));
    avro[5] ^= 1;

    assertThatThrownBy(() -> new EventProjection().project(avro))
        .isInstanceOf(MissingSchemaException.class);
  }

  @Test
  void anEventCutOffAnywhereIsAnError() {
    byte[] avro = Events.avro(Events.event("customer", "user", ID));

    for (int length = 0; length < avro.length; length++) {
      byte[] part = Arrays.copyOf(avro, length);
      assertThatThrownBy(() -> new EventProjection().project(part)).isInstanceOf(Exception.class);
    }
  }
}
