package com.acme.analytics.flink.accepted;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that an earlier release has written: its schemas are kept as they were released. */
class WriterSchemasTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  @ParameterizedTest
  @ValueSource(strings = {"event-1.avsc", "event-2.avsc"})
  void anEventOfAnEarlierReleaseIsReadWholeAndHasNothingWhereItHadNoField(String released)
      throws IOException {
    byte[] avro = written(schema(released));

    Event event = Event.createDecoder(WriterSchemas.store()).decode(avro);
    AcceptedEvent projected = new EventProjection().project(avro);

    assertThat(event.getCustomerId()).isEqualTo("a");
    assertThat(event.getEventId()).isEqualTo(ID);
    assertThat(event.getTimestamp()).isEqualTo(Instant.ofEpochMilli(1_000));
    assertThat(event.getLibraryVersion()).isEqualTo("1.2");
    assertThat(event.getUserHash()).isNull();
    assertThat(event.getCountry()).isNull();
    assertThat(event.getWarnings()).isEqualTo(List.of());
    assertThat(projected.userKey()).isEqualTo("a/u");
    assertThat(projected.userAgent()).isEqualTo("curl/8");
    assertThat(projected.timestampMillis()).isEqualTo(1_000);
  }

  private static byte[] written(Schema schema) throws IOException {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(ID.getMostSignificantBits())
            .putLong(ID.getLeastSignificantBits())
            .array();
    GenericRecord event =
        new GenericRecordBuilder(schema)
            .set("customer_id", "a")
            .set("event_id", new GenericData.Fixed(schema.getField("event_id").schema(), id))
            .set("event", "page_view")
            .set("timestamp", 1_000L)
            .set("received_at", 2_000L)
            .set("user_id", "u")
            .set("user_agent", "curl/8")
            .set("library_version", "1.2")
            .build();
    ByteBuffer avro = new BinaryMessageEncoder<>(new GenericData(), schema).encode(event);
    byte[] bytes = new byte[avro.remaining()];
    avro.get(bytes);
    return bytes;
  }

  private static Schema schema(String released) throws IOException {
    try (InputStream file = WriterSchemasTest.class.getResourceAsStream(released)) {
      return new Schema.Parser().parse(file);
    }
  }
}
