package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private final EventRows rows = new EventRows();

  @Test
  void theOtherFormHasThePropertiesAsTextAndAllElseAsItWas() throws Exception {
    Event event = Events.event("a", "u", new UUID(1, 2));
    event.setProperties("{\"a\": \"\\ud800\"}");
    Event expected = Event.newBuilder(event).build();
    expected.setProperties("{\"_unparsed\":\"{\\\"a\\\": \\\"\\\\ud800\\\"}\"}");

    assertThat(rows.fallback(row(event))).contains(row(expected));
    assertThat(rows.key(new RowReader(row(event)))).isEqualTo("a/" + new UUID(1, 2));
  }

  @Test
  void aDamagedEventIsNamed() {
    AcceptedEvent whole = Events.accepted(Events.event("a", "u", new UUID(1, 2)));
    AcceptedEvent cutOff =
        new AcceptedEvent(
            whole.userKey(), 1, 2, 0, "", Arrays.copyOf(whole.avro(), whole.avro().length - 2));

    assertThatThrownBy(
            () -> rows.write(new DescribedEvent(cutOff, Device.NONE), new RowBinary(100)))
        .isInstanceOf(UnwritableRowException.class)
        .hasMessageContaining("a/u")
        .hasMessageContaining(new UUID(1, 2).toString());
  }

  private byte[] row(Event event) throws UnwritableRowException {
    RowBinary out = new RowBinary(100);
    rows.write(Events.described(event), out);
    return out.toByteArray();
  }
}
