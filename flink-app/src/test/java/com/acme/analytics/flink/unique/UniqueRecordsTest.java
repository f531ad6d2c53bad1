package com.acme.analytics.flink.unique;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.flink.metrics.ReportedMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UniqueRecordsTest {
  private static final String UNDECODABLE = "acme_stream_unique_undecodable_events_total";

  private final ReportedMetrics metrics = new ReportedMetrics();
  private final UniqueRecords records = new UniqueRecords("events.unique");
  private final DescribedEvent event = Events.described(event());

  @BeforeEach
  void open() {
    records.open(
        new InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return metrics;
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
          }
        },
        null);
  }

  @Test
  void aRecordHasNoKeyAndKafkasOwnTime() {
    var record = records.serialize(event, null, 7L);

    assertThat(record.topic()).isEqualTo("events.unique");
    assertThat(record.key()).isNull();
    assertThat(record.timestamp()).isNull();
  }

  @Test
  void aDamagedEventIsCountedAndLeftOutAndTheNextIsWhole() {
    AcceptedEvent whole = event.accepted();
    AcceptedEvent cutOff =
        new AcceptedEvent(
            whole.userKey(),
            whole.eventIdHigh(),
            whole.eventIdLow(),
            whole.timestampMillis(),
            whole.userAgent(),
            Arrays.copyOf(whole.avro(), 40));

    assertThat(records.serialize(new DescribedEvent(cutOff, Device.NONE), null, null)).isNull();
    assertThat(metrics.count(UNDECODABLE)).isEqualTo(1);
    assertThat(new String(records.serialize(event, null, null).value(), StandardCharsets.UTF_8))
        .startsWith("{\"customer_id\":\"shop\"")
        .endsWith("\"dimensions\":{\"plan\":\"pro\"}}");
  }

  private static Event event() {
    Event event = Events.event("shop", "u", new UUID(1, 2));
    event.setDimensions(Map.of("plan", "pro"));
    return event;
  }
}
